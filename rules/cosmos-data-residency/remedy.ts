import { unlessFrozen } from "../../src/advice/freeze";
import { broughtInside } from "../../src/advice/inside";

export const mend = unlessFrozen(broughtInside);
