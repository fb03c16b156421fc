import type { Contents } from "../../src/kinds/stack";
import type { Context, Finding } from "../../src/rule";

export function check(_: Contents, { loosened = [] }: Context): Finding {
  return loosened.length === 0 ? "pass" : { outcome: "fail", because: loosened.join("; ") };
}
