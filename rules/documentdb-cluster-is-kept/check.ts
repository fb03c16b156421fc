import { kept } from "../../src/azure/kept";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: DocumentDbCluster, context: Context): Finding =>
  kept(
    cluster,
    context,
    "the cluster",
    (was) => was.location,
    (was) => /replica$/i.test(was.properties?.createMode ?? ""),
  );
