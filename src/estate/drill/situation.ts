/** What steps are made for, and the parts that they are made of. */
import type { Loss, RowId } from "../../consequence";
import type { Act, Decision, Part, Role, Step } from "../../drill";
import type { Kind } from "../../model";

export interface Situation {
  readonly kind: Kind;
  readonly part: Part;
  readonly loss?: Loss;
  readonly zone: boolean;
  readonly decision: Decision;
  /** Its key is the customer's, or may be. */
  readonly keyed: boolean;
}

/** A step of that time. */
const step =
  (when: Step["when"]) =>
  (by: Role, words: string, rows: readonly RowId[], run?: Act): Step => ({
    when,
    by,
    words,
    rows,
    ...(run && { run }),
  });
export const [before, during, after] = [step("before"), step("during"), step("after")];

/** What stands around the sentences of the tables. */
export interface Around {
  readonly before: readonly Step[];
  readonly hold: readonly Step[];
  readonly first: readonly Step[];
  readonly next: readonly Step[];
  readonly after: readonly Step[];
  readonly back: readonly Step[];
}
export const nothing: Around = { before: [], hold: [], first: [], next: [], after: [], back: [] };

/** Where the key is the customer's. */
export const keyBefore: readonly Step[] = [
  before("key custodian", "See in which region the vault of the key stands, and whether it is replicated.", [
    "customer-key-2025/replicated-vault",
    "key-vault-2025/one-region",
  ]),
];
export const keyDuring: readonly Step[] = [
  during(
    "key custodian",
    "See whether the vault of the key can be reached: where it stands in what is lost, Microsoft may fail it over, late and at another time.",
    ["key-vault-2025/one-region", "key-vault-2025/failover", "key-vault-2025/hours"],
  ),
];
