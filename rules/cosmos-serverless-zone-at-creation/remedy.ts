import { unlessFrozen } from "../../src/advice/freeze";
import { zonesForWrites } from "../../src/advice/zones";

export const mend = unlessFrozen(zonesForWrites);
