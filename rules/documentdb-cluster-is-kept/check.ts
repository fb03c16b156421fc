import { kept, namedIn } from "../../src/azure/kept";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import { certainly } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: DocumentDbCluster, context: Context): Finding =>
  kept(
    context,
    "the cluster",
    () => namedIn(cluster),
    certainly(() => /replica$/i.test(cluster.properties?.createMode ?? "")),
  );
