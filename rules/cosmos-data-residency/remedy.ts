export { broughtInside as mend } from "../../src/advice/inside";
