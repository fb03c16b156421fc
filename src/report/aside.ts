import type { Assessment } from "../assessment";
import { unseenOf } from "./declared";
import { list, plural } from "./plain";

/** What was not looked at although it may matter: one sentence each. */
export function notJudged(assessment: Assessment): string[] {
  const { inputs, uncovered, switchedOff, notices = [] } = assessment;
  const hidden = inputs.filter(({ unseen }) => unseen > 0);
  return [
    ...hidden.map(
      ({ name, unseen }) =>
        `${name} counts ${plural(unseen, "unchanged resource")} without showing them (\`pulumi preview --show-sames\` would).`,
    ),
    ...[...uncovered].map(
      ([type, { count, blocking, why }]) => `${type} (${count}): ${why}${blocking > 0 ? "; in the way" : ""}.`,
    ),
    ...unseenOf(assessment),
    ...(switchedOff.length > 0 ? [`Switched off by configuration: ${list(switchedOff, 10)}.`] : []),
    ...notices,
  ];
}
