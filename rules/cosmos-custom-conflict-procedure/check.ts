import { regionNames, writesEverywhere } from "../../src/azure/account";
import { accountIs } from "../../src/azure/container";
import type { CosmosContainer } from "../../src/kinds/cosmos-container";
import { allOf, reaches, undecided } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding } from "../../src/rule";

export function check(container: CosmosContainer, context: Context, { conflictsFeedIsRead }: Parameters): Finding {
  const policy = container.resource?.conflictResolutionPolicy ?? {};
  const mode = (policy.mode ?? "LastWriterWins").toLowerCase();
  if (mode === "lastwriterwins") return "not-applicable";
  if (mode !== "custom") return undecided("the mode of the conflict policy is none that Azure documents");
  if ((policy.conflictResolutionProcedure ?? "").trim() !== "") return "pass";
  const conflicts = (): boolean =>
    accountIs(context, (account) =>
      allOf(
        () => reaches(regionNames(account), 2),
        () => writesEverywhere(account),
      ),
    );
  if (!conflicts())
    return { outcome: "not-applicable", because: "its account does not take writes in several regions" };
  return {
    outcome: "fail",
    because: "conflicts go to the conflicts feed, and neither version is chosen until somebody reads it",
    ...(conflictsFeedIsRead === true && { advice: "a job is declared to read the conflicts feed" }),
  };
}
