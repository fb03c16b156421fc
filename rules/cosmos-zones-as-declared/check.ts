import { locationsOf } from "../../src/azure/account";
import { nameOf } from "../../src/azure/change";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { find, some } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const locations = locationsOf(account);
  const other = find(locations, ({ zones }) => zones !== undefined && zones.declared !== zones.actual);
  if (!other) return some(locations, ({ zones }) => zones !== undefined) ? "pass" : "not-applicable";
  const [has, says] = other.zones?.actual ? ["has zones", "has none"] : ["has no zones", "has them"];
  return { outcome: "fail", because: `${nameOf(other)} ${has} in Azure, and the program says that it ${says}` };
}
