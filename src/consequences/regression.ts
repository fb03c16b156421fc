/** What certainly gets worse. */
import type { Consequences } from "../consequence";
import { worsened } from "./worsened";

export const regressions = (was: Consequences, is: Consequences): { what: string; certain: boolean }[] => {
  const what = worsened(was, is);
  return what === undefined || what === "data rests in" ? [] : [{ what, certain: true }];
};
