import { settled, stuck } from "../../src/advice/account";
import { unlessFrozen } from "../../src/advice/freeze";
import { reached, type Way } from "../../src/advice/reach";
import { type Shape, shaped, whereAllWrite } from "../../src/advice/shape";
import { zonesForWrites } from "../../src/advice/zones";
import { leavesZonesUnused } from "../../src/azure/account";
import { figure } from "../../src/azure/facts";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { certainly } from "../../src/known";
import type { Context } from "../../src/rule";
import { check as rpo } from "../cosmos-rpo-target/check";
import { check as rto } from "../cosmos-rto-target/check";
import { check } from "./check";

/** Zones, a second region, both, or every region that writes: whatever is the first to be covered at the target. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const { read = 0, write = 0 } = context.objectives.slaTarget ?? {};
  const goal = `Let Azure cover ${[read && `${read} % of reads`, write && `${write} % of writes`].filter(Boolean).join(" and ")}.`;
  const [reads, writes] = [figure("zones-2025/many-writers/reads"), figure("zones-2025/many-writers/writes")];
  if (read > reads || write > writes)
    return stuck(
      "Declare an availability that is covered, and make the application itself outlive more.",
      `\`slaTarget\` asks for ${Math.max(read, write)} %, and no account is covered at more than ${Math.max(reads, writes)} % (2025)`,
    );
  const way =
    (shape: Shape): Way =>
    () =>
      shaped(account, context, shape, goal);
  return reached(
    account,
    context,
    goal,
    [
      ["cosmos-sla-target", check],
      ["cosmos-rpo-target", rpo],
      ["cosmos-rto-target", rto],
    ],
    [
      () => zonesAlone(account, context) ?? shaped(account, context, { zones: true }, goal),
      way({ regions: 2 }),
      way({ regions: 2, zones: true }),
      ...whereAllWrite(context).map(way),
    ],
  );
});

/** Zones for an account in one region. */
function zonesAlone(account: CosmosAccount, context: Context): Remedy | undefined {
  const line = settled(account, context);
  if (typeof line === "string" || line.length > 1) return undefined;
  return line.every(({ location }) => certainly(() => leavesZonesUnused(location)))
    ? zonesForWrites(account, context)
    : undefined;
}
