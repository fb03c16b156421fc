import { azureNative, type KindTable } from "./kind";

/** What request units are given to: a container (collection, graph, table), or a database whose containers share them. */
export interface CosmosContainer {
  /** Name or resource id of the account. */
  readonly accountName?: string;
  readonly databaseName?: string;
  /** `database` or `container`: the type says it. */
  readonly level?: string;
  readonly resource?: {
    readonly conflictResolutionPolicy?: {
      /** `LastWriterWins` or `Custom`. Not set: LastWriterWins. */
      readonly mode?: string;
      readonly conflictResolutionProcedure?: string;
    };
  };
  /** Neither set: shares what its database has, or 400 request units per second of its own. */
  readonly options?: {
    /** Request units per second, fixed by hand. */
    readonly throughput?: number;
    readonly autoscaleSettings?: { readonly maxThroughput?: number };
  };
}

const containers = "SqlContainer|MongoDBCollection|GremlinGraph|CassandraTable|CassandraView|Table";
const databases = "SqlDatabase|MongoDBDatabase|GremlinDatabase|CassandraKeyspace";
const parts = (names: string): RegExp =>
  azureNative("cosmosdb|documentdb", `(?:(?:Sql|MongoDB|Gremlin|Cassandra|Table)Resource|DatabaseAccount)(?:${names})`);
const native = { databaseName: ["databaseName", "keyspaceName"] };
const classic = {
  databaseName: ["databaseName", "cassandraKeyspaceId"],
  resource: ["."],
  options: ["."],
};

export const cosmosContainer: KindTable = {
  kind: "cosmos-container",
  arm: [
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
    "Microsoft.DocumentDB/databaseAccounts/mongodbDatabases/collections",
    "Microsoft.DocumentDB/databaseAccounts/gremlinDatabases/graphs",
    "Microsoft.DocumentDB/databaseAccounts/cassandraKeyspaces/tables",
    "Microsoft.DocumentDB/databaseAccounts/tables",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
    "Microsoft.DocumentDB/databaseAccounts/mongodbDatabases",
    "Microsoft.DocumentDB/databaseAccounts/gremlinDatabases",
    "Microsoft.DocumentDB/databaseAccounts/cassandraKeyspaces",
  ],
  named: [
    "containerName",
    "collectionName",
    "graphName",
    "tableName",
    "viewName",
    "databaseName",
    "keyspaceName",
    "name",
  ],
  fields: {
    accountName: "text",
    databaseName: "text",
    level: "text",
    resource: {
      fields: { conflictResolutionPolicy: { fields: { mode: "text", conflictResolutionProcedure: "text" } } },
    },
    options: { fields: { throughput: "number", autoscaleSettings: { fields: { maxThroughput: "number" } } } },
  },
  spellings: [
    { type: parts(containers), names: native, says: { level: "container" } },
    { type: azureNative("cosmosdb|documentdb", "GraphResourceGraph"), names: native, says: { level: "container" } },
    { type: parts(databases), names: native, says: { level: "database" } },
    {
      type: /^azure:cosmosdb\/(?:sqlContainer:SqlContainer|mongoCollection:MongoCollection|gremlinGraph:GremlinGraph|table:Table|cassandraTable:CassandraTable)$/,
      names: classic,
      says: { level: "container" },
    },
    {
      type: /^azure:cosmosdb\/(?:sqlDatabase:SqlDatabase|mongoDatabase:MongoDatabase|gremlinDatabase:GremlinDatabase|cassandraKeyspace:CassandraKeyspace)$/,
      names: { ...classic, databaseName: ["name"] },
      says: { level: "database" },
    },
  ],
  unmapped: [],
};
