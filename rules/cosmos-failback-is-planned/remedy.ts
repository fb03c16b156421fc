export { wentBack as mend } from "../../src/advice/drill";
