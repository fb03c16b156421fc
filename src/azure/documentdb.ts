/** Questions that several rules ask of a cluster of Azure DocumentDB. Each leaves the decision open where the answer is not known. */
import type { DocumentDbCluster } from "../kinds/documentdb-cluster";
import { every, undecided } from "../known";
import { word } from "./account";

/** Where the standby shards are to stand. `zones`: in another zone, where the region has several. */
export type HighAvailability = "none" | "same zone" | "zones";

const modes = { disabled: "none", samezone: "same zone", zoneredundantpreferred: "zones" } as const;

/** By the mode, or by the older flag of the nodes. Not set: none. */
export function highAvailability({ properties }: DocumentDbCluster): HighAvailability {
  const mode = properties?.highAvailability?.targetMode;
  if (mode !== undefined)
    return modes[word(mode, Object.keys(modes), "mode of high availability") as keyof typeof modes];
  const nodes = properties?.nodeGroupSpecs ?? [];
  return nodes.length > 0 && every(nodes, ({ enableHa }) => enableHa === true) ? "zones" : "none";
}

/** Whether the tier has no high availability and no replica: the free and the burstable ones (limits of 2025-11-05). */
export function isSmall({ properties }: DocumentDbCluster): boolean {
  const tier = properties?.compute?.tier ?? properties?.nodeGroupSpecs?.[0]?.sku;
  if (tier === undefined) return undecided("the tier is not set, and no document says which it is then");
  if (/^(?:free|m10|m20|m25)$/i.test(tier)) return true;
  return /^m\d+/i.test(tier) ? false : undecided("the tier is none that Azure documents");
}

const created = {
  default: "primary",
  pointintimerestore: "primary",
  georeplica: "replica elsewhere",
  replica: "replica beside",
} as const;

/** A primary, or a copy of one in another region or in the same. */
export const roleOf = ({ properties }: DocumentDbCluster): (typeof created)[keyof typeof created] =>
  created[word(properties?.createMode ?? "Default", Object.keys(created), "mode of creation") as keyof typeof created];

export const isReplica = (cluster: DocumentDbCluster): boolean => roleOf(cluster) !== "primary";
