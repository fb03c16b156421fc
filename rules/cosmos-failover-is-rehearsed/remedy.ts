export { drilled as mend } from "../../src/advice/drill";
