/** Every kind that we know, and which one a type token means. */
import type { Kind } from "../model";
import { cassandraCluster, cassandraDataCenter } from "./cassandra";
import { cosmosAccount } from "./cosmos-account";
import { cosmosContainer } from "./cosmos-container";
import { digitalTwins } from "./digital-twins";
import { digitalTwinsEndpoint, digitalTwinsHistory } from "./digital-twins-routes";
import { documentDbCluster } from "./documentdb-cluster";
import type { KindTable } from "./kind";
import { neighbours } from "./neighbours";
import { postgresqlCluster } from "./postgresql-cluster";

/** Of what rules are about. */
export const judged: readonly KindTable[] = [
  cosmosAccount,
  cosmosContainer,
  documentDbCluster,
  cassandraCluster,
  cassandraDataCenter,
  postgresqlCluster,
  digitalTwins,
  digitalTwinsEndpoint,
  digitalTwinsHistory,
];
export const tables: readonly KindTable[] = [...judged, ...neighbours];

/** All kinds, for messages and schemas. */
export const kinds: readonly Kind[] = [...judged.map((table) => table.kind as Kind), "stack"];
