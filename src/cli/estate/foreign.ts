/** Records that were made elsewhere: nothing of what is reported may rest on one that is not whole. */
import { isDay } from "../../config/day";
import type { JudgedStack } from "../../estate";
import validate from "./validate";

/** What is wrong with it, and where; undefined: nothing. What later versions add to records is let through. */
export function mistakeIn(record: JudgedStack): string | undefined {
  if (!validate(record)) {
    const { instancePath = "", message = "is not as expected" } = validate.errors?.[0] ?? {};
    return `${instancePath === "" ? "the record" : instancePath} ${message}`;
  }
  const { date, resources, findings, consequences } = record;
  if (!isDay(date)) return "/date must be a day as YYYY-MM-DD";
  const lost = resources.findIndex(({ follows = -1 }) => follows >= consequences.length);
  if (lost !== -1) return `/resources/${lost}/follows must be a place in consequences`;
  const astray = findings.findIndex(({ resource = -1 }) => resource >= resources.length);
  if (astray !== -1) return `/findings/${astray}/resource must be a place in resources`;
  const undated = findings.findIndex(({ waiver }) => waiver && !isDay(waiver.until));
  if (undated !== -1) return `/findings/${undated}/waiver/until must be a day as YYYY-MM-DD`;
  return undefined;
}
