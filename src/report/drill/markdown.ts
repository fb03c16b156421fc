import type { Drill, Matrix } from "../../drill";
import type { DrillOptions } from "./options";
export const markdown = (_: Drill | Matrix, __: DrillOptions): string => "";
