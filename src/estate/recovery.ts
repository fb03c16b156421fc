/** How something comes back after a loss, and who brings it back: what a platform team counts by. */
import type { Answer, DataLoss, Outage } from "../consequence";
import { type AtRisk, type Recovery, recoveries } from "../drill";

export { type AtRisk, type Recovery, recoveries } from "../drill";

const classes: Readonly<Record<Outage, Recovery>> = {
  none: "kept",
  seconds: "kept",
  minutes: "by-azure",
  "until-standby": "by-azure",
  "hour-or-more": "by-azure",
  "until-a-person-acts": "by-a-person",
  outage: "with-the-place",
  "not-stated": "not-stated",
};

/** Of a range that the documents give, the worse end; of one that depends on what nobody knows, that. */
export const recoveryOf = ({ best, worst, open }: Answer<Outage>): Recovery =>
  open && classes[best] !== classes[worst] ? "not-known" : classes[worst];

/** How much data is at risk if the place never comes back. */
export const atRisk = ({ best, worst, open }: Answer<DataLoss>): AtRisk =>
  open && best.is !== worst.is ? "not-known" : worst.is;

/** The worse of two. */
export const worseRecovery = (one: Recovery, other: Recovery): Recovery =>
  recoveries[Math.max(recoveries.indexOf(one), recoveries.indexOf(other))] as Recovery;
