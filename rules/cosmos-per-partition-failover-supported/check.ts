import {
  consistency,
  hasPartitionFailover,
  isPublic,
  locationsOf,
  speaksNoSql,
  standsAlone,
  writesEverywhere,
} from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { find } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  if (!hasPartitionFailover(account)) return "not-applicable";
  const obstacles: readonly (readonly [because: string, holds: () => boolean])[] = [
    ["there is no read region that a partition could fail over to", () => standsAlone(account)],
    ["several regions take writes, and it is for one write region", () => writesEverywhere(account)],
    ["it does not work with bounded staleness", () => consistency(account) === "boundedstaleness"],
    ["it is for the API for NoSQL only", () => !speaksNoSql(account)],
    ["it is for the public cloud only", () => locationsOf(account).length > 0 && !isPublic(account)],
  ];
  const obstacle = find(obstacles, ([, holds]) => holds());
  return obstacle ? { outcome: "fail", because: obstacle[0] } : "pass";
}
