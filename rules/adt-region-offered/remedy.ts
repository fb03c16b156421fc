import { instance, unlessFrozen } from "../../src/advice/freeze";
import { relocated } from "../../src/advice/twins";

export const mend = unlessFrozen(relocated, instance);
