export { zonesForWrites as mend } from "../../src/advice/zones";
