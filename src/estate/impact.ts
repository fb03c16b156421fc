/** What one region means to a resource: what follows where it alone is lost. */
import type { Consequences, Loss, Resting } from "../consequence";

/** What of a resource stands in a region. */
export type Role = "only region" | "write region" | "read region" | "write or read region" | "copy";

/** What the loss of one region does to a resource. */
export interface Impact {
  /** Azure name. */
  readonly region: string;
  readonly as: Role;
  /** Absent for a copy: nothing is interrupted while the place of a copy is out. */
  readonly loss?: Loss;
  /** Set where it is not certain that anything of it stands there: why. */
  readonly doubt?: string;
}

/** Region by region, by name; regions that nobody knows are not among them. Of what Azure refuses nothing follows. */
export function impactsOf({ footprint, loss, refused }: Consequences): readonly Impact[] {
  if (refused) return [];
  const live = footprint.filter(isLive);
  const writes = live.filter(({ as }) => as === "write region");
  const impacts = new Map<string, Impact>();
  for (const { region, as, certain, why } of [...live, ...footprint.filter((one) => !isLive(one))]) {
    if (region === undefined || impacts.has(region)) continue; // where it lives matters more than a copy
    const doubt = certain ? {} : { doubt: why ?? "not certain" };
    if (as !== "write region" && as !== "region") {
      impacts.set(region, { region, as: "copy", ...doubt });
      continue;
    }
    if (live.length === 1) impacts.set(region, { region, as: "only region", loss: loss.writeRegion, ...doubt });
    else if (as === "write region") impacts.set(region, { region, as, loss: loss.writeRegion, ...doubt });
    else if (writes.length > 0 && loss.readRegion)
      impacts.set(region, { region, as: "read region", loss: loss.readRegion, ...doubt });
    else impacts.set(region, { region, as: "write or read region", loss: loss.writeRegion, doubt: unplaced });
  }
  return [...impacts.values()].sort((one, other) => (one.region < other.region ? -1 : 1));
}

const unplaced = "which region takes the writes is not known, so the worse is said";
const isLive = ({ as }: Resting): boolean => as === "write region" || as === "region";
