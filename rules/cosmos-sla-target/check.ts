import { ofAccount } from "../../src/consequences/account";
import { against, allKeep } from "../../src/consequences/target";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { slaTarget = {} } }: Context): Finding {
  const { read, write } = slaTarget;
  if (read === undefined && write === undefined) return "not-applicable";
  const consequences = ofAccount(account);
  const { reads, writes } = consequences.sla;
  const held = [
    ["read", read, reads],
    ["write", write, writes],
  ] as const;
  return allKeep(
    consequences,
    held.flatMap(([name, target, answer]) =>
      target === undefined
        ? []
        : () =>
            against({
              answer,
              keeps: (percent) =>
                percent !== null && percent >= target && !(answer.note?.startsWith("verify") && undecided(answer.note)),
              words: (percent) => `${name}s are covered at ${percent} %`,
              target: `slaTarget.${name} is ${target} %`,
            }),
    ),
  );
}
