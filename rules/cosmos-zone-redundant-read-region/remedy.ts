import { unlessFrozen } from "../../src/advice/freeze";
import { zonesForReads } from "../../src/advice/zones";

export const mend = unlessFrozen(zonesForReads);
