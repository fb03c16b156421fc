import { azureNative, azurerm, type KindTable } from "./kind";

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
/** The account stands in the id of the keyspace alone. */
const accountOf = (id: unknown): unknown => /\/databaseAccounts\/([^/]+)/i.exec(String(id))?.[1];
const native = { databaseName: ["databaseName", "keyspaceName"] };
const classic = { resource: ["."], options: ["."] };
const parent = "Microsoft.DocumentDB/databaseAccounts/{accountName}";

export const cosmosContainer: KindTable = {
  kind: "cosmos-container",
  arm: [
    ...[
      "sqlDatabases/{databaseName}/containers/{}",
      "mongodbDatabases/{databaseName}/collections/{}",
      "gremlinDatabases/{databaseName}/graphs/{}",
      "cassandraKeyspaces/{databaseName}/tables/{}",
      "cassandraKeyspaces/{databaseName}/views/{}",
      "tables/{}",
      "graphs/{}",
    ].map((own) => ({ id: `${parent}/${own}`, says: { level: "container" } })),
    ...["sqlDatabases", "mongodbDatabases", "gremlinDatabases", "cassandraKeyspaces"].map((own) => ({
      id: `${parent}/${own}/{databaseName}`,
      says: { level: "database" },
    })),
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
    ...azurerm(
      "cosmosdb/(?:sqlContainer:SqlContainer|mongoCollection:MongoCollection|gremlinGraph:GremlinGraph|table:Table)",
      "cosmosdb_sql_container|cosmosdb_mongo_collection|cosmosdb_gremlin_graph|cosmosdb_table",
      { names: classic, says: { level: "container" } },
    ),
    ...azurerm("cosmosdb/cassandraTable:CassandraTable", "cosmosdb_cassandra_table", {
      names: { ...classic, accountName: ["cassandraKeyspaceId"], databaseName: ["cassandraKeyspaceId"] },
      values: { accountName: accountOf },
      says: { level: "container" },
    }),
    ...azurerm(
      "cosmosdb/(?:sqlDatabase:SqlDatabase|mongoDatabase:MongoDatabase|gremlinDatabase:GremlinDatabase|cassandraKeyspace:CassandraKeyspace)",
      "cosmosdb_sql_database|cosmosdb_mongo_database|cosmosdb_gremlin_database|cosmosdb_cassandra_keyspace",
      { names: { ...classic, databaseName: ["name"] }, says: { level: "database" } },
    ),
  ],
  unmapped: [],
};
