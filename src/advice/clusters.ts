/** Changes of a cluster of Azure DocumentDB, in the shape that its program uses. */
import type { DocumentDbCluster } from "../kinds/documentdb-cluster";
import { amended } from "../known";

/** The same with standbys, in other zones where the region has some. */
export function withHighAvailability(cluster: DocumentDbCluster): DocumentDbCluster {
  const properties = cluster.properties ?? {};
  const nodes = properties.nodeGroupSpecs;
  return amended(cluster, {
    properties: amended(
      properties,
      nodes && properties.highAvailability === undefined
        ? { nodeGroupSpecs: nodes.map((node) => amended(node, { enableHa: true })) }
        : { highAvailability: amended(properties.highAvailability ?? {}, { targetMode: "ZoneRedundantPreferred" }) },
    ),
  });
}

/** The same on another tier. */
export function onTier(cluster: DocumentDbCluster, tier: string): DocumentDbCluster {
  const properties = cluster.properties ?? {};
  const nodes = properties.nodeGroupSpecs;
  return amended(cluster, {
    properties: amended(
      properties,
      nodes && properties.compute === undefined
        ? { nodeGroupSpecs: nodes.map((node) => amended(node, { sku: tier })) }
        : { compute: amended(properties.compute ?? {}, { tier }) },
    ),
  });
}
