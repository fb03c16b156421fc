/** What reports call resources of a kind. */
import type { Kind } from "../model";

const kinds: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  "cosmos-account": ["Cosmos DB account", "Cosmos DB accounts"],
  "cosmos-container": ["Cosmos DB container", "Cosmos DB containers"],
  "documentdb-cluster": ["Azure DocumentDB cluster", "Azure DocumentDB clusters"],
  "postgresql-cluster": ["Cosmos DB for PostgreSQL cluster", "Cosmos DB for PostgreSQL clusters"],
  "cassandra-cluster": ["Cassandra cluster", "Cassandra clusters"],
  "cassandra-data-center": ["Cassandra data center", "Cassandra data centers"],
  "digital-twins": ["Digital Twins instance", "Digital Twins instances"],
  "digital-twins-endpoint": ["Digital Twins endpoint", "Digital Twins endpoints"],
  "digital-twins-history": ["Digital Twins data history", "Digital Twins data histories"],
  stack: ["stack", "stacks"],
};
/** `Cosmos DB accounts`. */
export const kindWords = (kind: Kind, count = 1): string => kinds[kind][count === 1 ? 0 : 1];
