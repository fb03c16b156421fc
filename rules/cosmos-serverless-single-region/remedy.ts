import { lineOf, stuck } from "../../src/advice/account";
import { withLine } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { forOneRegion } from "../../src/advice/settings";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended, certainly } from "../../src/known";
import type { Context } from "../../src/rule";

/** The regions stay, and throughput is provisioned; where the law wants a single region, the first one stays. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  if (!context.objectives.singleRegionByLaw) return provisioned(account);
  const line = lineOf(account);
  if (typeof line === "string") return stuck("List one region.", line);
  const [home] = line;
  return {
    does: `List ${home?.region.displayName} alone, since the law wants a single region.`,
    becomes: forOneRegion(withLine(account, line.slice(0, 1))),
  };
});

function provisioned(account: CosmosAccount): Remedy {
  const { capabilities = [] } = account;
  const left = capabilities.filter((each) => !certainly(() => each.name?.toLowerCase() === "enableserverless"));
  const byMode = certainly(() => account.capacityMode?.toLowerCase() === "serverless");
  const how = [
    ...(left.length < capabilities.length ? ["leave out `EnableServerless`"] : []),
    ...(byMode ? ["set `capacityMode: Provisioned`"] : []),
  ].join(" and ");
  return {
    does: `Provision throughput (${how}), which cannot be taken back, before further regions join; or list one region and stay serverless.`,
    becomes: amended(account, {
      ...(left.length < capabilities.length && { capabilities: left }),
      ...(byMode && { capacityMode: "Provisioned" }),
    }),
  };
}
