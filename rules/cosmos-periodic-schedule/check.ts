import { backupType, standsAlone } from "../../src/azure/account";
import { figure, readable } from "../../src/azure/facts";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, find, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

const [shortest, longest] = [figure("backup-limits-2026/interval/least"), figure("backup-limits-2026/interval/most")];
/** Times the interval. */
const fewest = figure("backup-limits-2026/retention/least");
const keptLongest = figure("backup-limits-2026/retention/most");
const usual = { minutes: figure("backup/interval"), hours: (figure("backup/interval") * figure("backup/copies")) / 60 };

export function check(account: CosmosAccount, { objectives: { rpoMinutes } }: Context): Finding {
  if (backupType(account) === "continuous") return "not-applicable";
  const declared = () => account.backupPolicy?.periodicModeProperties;
  const minutes = () => declared()?.backupIntervalInMinutes;
  const hours = () => declared()?.backupRetentionIntervalInHours;
  const faults: readonly (readonly [because: string, holds: () => boolean, inTime?: true])[] = [
    [
      `the interval is outside ${shortest} to ${readable(longest)} minutes`,
      () => isOutside(minutes(), shortest, longest),
    ],
    [
      `backups are kept for less than ${(fewest * shortest) / 60} or more than ${keptLongest} hours`,
      () => isOutside(hours(), (fewest * shortest) / 60, keptLongest),
    ],
    [`backups are kept for less than ${fewest} times the interval`, () => isShort(minutes(), hours())],
    [
      `in one region, backups farther apart than ${rpoMinutes} minutes cannot keep to \`rpoMinutes\``,
      () =>
        allOf(
          () => (minutes() ?? usual.minutes) > (rpoMinutes ?? Number.POSITIVE_INFINITY),
          () => standsAlone(account),
        ),
      true,
    ],
  ];
  const fault = find(faults, ([, holds]) => holds());
  if (!fault) return "pass";
  const [because, , inTime] = fault;
  return {
    outcome: "fail",
    because,
    ...(inTime && { severity: "medium" as const, advice: "`cosmos-rpo-target` holds the account to its target" }),
  };
}

const isOutside = (value: number | undefined, least: number, most: number): boolean =>
  value !== undefined && !(value >= least && value <= most);

/** What is not declared has its usual value; whether Azure would adapt it to the other one no document says. */
function isShort(minutes: number | undefined, hours: number | undefined): boolean {
  if ((hours ?? usual.hours) * 60 >= fewest * (minutes ?? usual.minutes)) return false;
  return (
    (minutes !== undefined && hours !== undefined) ||
    undecided("of interval and retention only one is declared, and no document says what the other one then is")
  );
}
