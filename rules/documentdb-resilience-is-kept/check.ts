import { ofDocumentDb } from "../../src/consequences/documentdb";
import { isKept } from "../../src/consequences/regression";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: DocumentDbCluster, context: Context): Finding =>
  isKept(ofDocumentDb(cluster, context), context);
