import { regionNames } from "../../src/azure/account";
import { accountIs, ownThroughput } from "../../src/azure/container";
import type { CosmosContainer } from "../../src/kinds/cosmos-container";
import { reaches } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding } from "../../src/rule";

export function check(container: CosmosContainer, context: Context, { capacityHeadroom }: Parameters): Finding {
  const { environment } = context.objectives;
  if (environment !== "production") return { outcome: "not-applicable", because: `the environment is ${environment}` };
  if (capacityHeadroom === true)
    return { outcome: "not-applicable", because: "its throughput is declared to carry the traffic of a lost region" };
  const throughput = ownThroughput(container);
  if (throughput === undefined) return "not-applicable"; // shares what its database has, or leaves it to its containers
  if (throughput === "autoscale") return "pass";
  if (!accountIs(context, (account) => reaches(regionNames(account), 2))) return "not-applicable";
  return {
    outcome: "fail",
    because: `${container.options?.throughput} request units per second are all that each region has, whatever comes to it from a lost one`,
  };
}
