import { drilled } from "../../src/advice/drill";
import { unlessFrozen } from "../../src/advice/freeze";

export const mend = unlessFrozen(drilled);
