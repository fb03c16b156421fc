import { unlessFrozen } from "../../src/advice/freeze";
import { joined } from "../../src/advice/second";

export const mend = unlessFrozen(joined);
