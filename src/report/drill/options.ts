/** What the formats of a drill are told besides it. */
import type { Documents } from "../cite";

export interface DrillOptions {
  readonly documents: Documents;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Resources to list for each case in text. */
  readonly cap: number;
}
