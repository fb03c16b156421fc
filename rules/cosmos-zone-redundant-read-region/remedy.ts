export { zonesForReads as mend } from "../../src/advice/zones";
