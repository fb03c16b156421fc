import { ofAccount } from "../../src/consequences/account";
import { minutesOf } from "../../src/consequences/compare";
import { against, allKeep } from "../../src/consequences/target";
import { lossWords } from "../../src/consequences/words";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { rpoMinutes } }: Context): Finding {
  if (rpoMinutes === undefined) return "not-applicable";
  const consequences = ofAccount(account);
  return allKeep(consequences, [
    () =>
      against({
        answer: consequences.loss.writeRegion.data,
        keeps: (data) => (minutesOf(data) ?? undecided("no document says how much may be lost")) <= rpoMinutes,
        words: (data) => `a region that never comes back may take with it ${lossWords(data)}`,
        target: `rpoMinutes is ${rpoMinutes}`,
      }),
  ]);
}
