import { stuck } from "../../src/advice/account";
import { unlessFrozen } from "../../src/advice/freeze";
import { reached, type Way } from "../../src/advice/reach";
import { type Shape, shaped, whereAllWrite } from "../../src/advice/shape";
import { isPublic, speaksNoSql } from "../../src/azure/account";
import { figure } from "../../src/azure/facts";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Parameters } from "../../src/model";
import type { Context } from "../../src/rule";
import { check as rpo } from "../cosmos-rpo-target/check";
import { check as sla } from "../cosmos-sla-target/check";
import { check } from "./check";

/** A second region, then what fails over though nobody acts: every region writes where that is declared, or by partition. */
export const mend = unlessFrozen(
  (account: CosmosAccount, context: Context, { forcedFailoverMinutes }: Parameters): Remedy => {
    const { rtoMinutes = 0, activeActive } = context.objectives;
    const goal = `Let reads and writes be back within ${rtoMinutes} minutes of the loss of a region.`;
    const way =
      (shape: Shape): Way =>
      () =>
        shaped(account, context, shape, goal);
    const byPartition =
      (shape: Shape): Way =>
      () =>
        barrier(account, rtoMinutes) ? undefined : shaped(account, context, { ...shape, partition: true }, goal);
    const remedy = reached(
      account,
      context,
      goal,
      [
        ["cosmos-rto-target", check],
        ["cosmos-rpo-target", rpo],
        ["cosmos-sla-target", sla],
      ],
      [
        way({ regions: 2 }),
        ...(activeActive ? whereAllWrite(context).map(way) : []),
        byPartition({ regions: 2 }),
        byPartition({ regions: 2, level: "Session" }),
        byPartition({ regions: figure("strong-2025/dynamic-quorum"), level: "Strong" }),
        () => {
          const why = barrier(account, rtoMinutes);
          const undeclared = [
            ...(activeActive ? [] : ["`activeActive`"]),
            ...(rtoMinutes < least ? [] : [`a \`forcedFailoverMinutes\` of ${rtoMinutes} or less`]),
          ].join(" or ");
          return why ? stuck(goal, undeclared ? `${why}; nobody declares ${undeclared}` : why) : undefined;
        },
      ],
    );
    const inTime = typeof forcedFailoverMinutes === "number" && forcedFailoverMinutes <= rtoMinutes;
    return inTime || rtoMinutes < least || !remedy.becomes
      ? remedy
      : {
          ...remedy,
          does: remedy.does.replace(
            /\.$/,
            "; or rehearse a runbook that forces the failover, and declare its time as `forcedFailoverMinutes`.",
          ),
        };
  },
);

/** Minutes that per-partition automatic failover takes. */
const least = figure("recovery-2026/partition");

/** What it lacks here; undefined: nothing. */
function barrier(account: CosmosAccount, rtoMinutes: number): string | undefined {
  if (rtoMinutes < least)
    return `\`rtoMinutes: ${rtoMinutes}\` is kept only where every region takes writes, since per-partition automatic failover takes about ${least} minutes (2026)`;
  const without = "no document says how much longer than an hour service-managed failover may take";
  if (!speaksNoSql(account)) return `per-partition automatic failover needs the API for NoSQL, ${without}`;
  if (!isPublic(account)) return `per-partition automatic failover is not offered in this cloud, ${without}`;
  return undefined;
}
