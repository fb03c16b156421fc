import type { Assessment } from "../assessment";
import { list, plural } from "./plain";

/** What was not looked at although it may matter: one sentence each. */
export function notJudged({ inputs, uncovered, switchedOff }: Assessment): string[] {
  const hidden = inputs.filter(({ unseen }) => unseen > 0);
  return [
    ...hidden.map(
      ({ name, unseen }) =>
        `${name} counts ${plural(unseen, "unchanged resource")} without showing them (\`pulumi preview --show-sames\` would).`,
    ),
    ...[...uncovered].map(([type, { count, why }]) => `${type} (${count}): ${why}.`),
    ...(switchedOff.length > 0 ? [`Switched off by configuration: ${list(switchedOff, 10)}.`] : []),
  ];
}
