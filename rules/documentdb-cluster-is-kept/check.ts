import { kept, namedIn } from "../../src/azure/kept";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: DocumentDbCluster, context: Context): Finding =>
  kept(cluster, context, "the cluster", namedIn, (was) => /replica$/i.test(was.properties?.createMode ?? ""));
