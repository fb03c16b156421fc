export { relocated as mend } from "../../src/advice/twins";
