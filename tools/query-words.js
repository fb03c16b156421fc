/**
 * The words that queries about live resources are written in: for each kind its type in Azure Resource Graph, and name →
 * KQL. `row` is said of the resource, `place` of each entry of an account's `locations`, which is then called `at`. Only
 * text is compared, so that nothing depends on what KQL makes of `null`. Facts on regions come from the same tables as
 * those of the checks.
 */
const { offers } = require("../dist/src/azure/postgresql.js");
const { findRegion, isClosed, publicCloud, regions } = require("../dist/src/azure/regions.js");

/** Every spelling that Azure answers with; in its cloud for the US government it writes "USGov Virginia" as well. */
const spelled = ({ name, displayName }) =>
  [...new Set([name, displayName, displayName.replace(/^US (?=Gov |DoD )/, "US")])].map((one) => `'${one}'`);
/** Regions of which something holds. */
const where = (holds) =>
  `(${regions
    .filter((region) => !isClosed(region) && holds(region))
    .flatMap(spelled)
    .join(", ")})`;
const zoned = where(({ zones, zonesDisputed }) => zones === true && !zonesDisputed);
const pairOf = ({ pair }) => (pair === null ? undefined : findRegion(pair));
const isAbroad = (region, other) => other !== undefined && other.countryCode !== region.countryCode;
const keepsToItself = ({ builtInResidency, cosmosResidencyRestricted }) =>
  builtInResidency || cosmosResidencyRestricted;
const backsUpAbroad = (region) => region.cosmosBackupRedundancies?.includes("Geo") && isAbroad(region, pairOf(region));

const isTrue = (path) => `tostring(properties.${path}) =~ 'true'`;
const has = (capability) => `tostring(properties.capabilities) contains '"${capability}"'`;
const located = { region: "tostring(location)" };

const kinds = {
  "cosmos-account": {
    type: "microsoft.documentdb/databaseaccounts",
    row: {
      regions: "array_length(properties.locations)",
      home: "tostring(properties.locations[0].locationName)",
      homeUnpaired: `home in~ ${where(({ pair }) => pair === null)}`,
      isPublic: `home in~ ${where(({ cloud }) => cloud === publicCloud)}`,
      serverless: `${has("EnableServerless")} or tostring(properties.capacityMode) =~ 'Serverless'`,
      multiWrite: isTrue("enableMultipleWriteLocations"),
      automaticFailover: isTrue("enableAutomaticFailover"),
      partitionFailover: has("EnablePerPartitionAutomaticFailover"),
      cassandra: has("EnableCassandra"),
      noSql: `kind =~ 'GlobalDocumentDB' and not(${["EnableMongo", "EnableCassandra", "EnableGremlin", "EnableTable"].map(has).join(" or ")})`,
      consistency: "tostring(properties.consistencyPolicy.defaultConsistencyLevel)",
      backup: "tostring(properties.backupPolicy.type)",
      periodic: "backup in~ ('Periodic', '')",
      redundancy: "tostring(properties.backupPolicy.periodicModeProperties.backupStorageRedundancy)",
      ownScaling: "tostring(properties.enablePerRegionPerPartitionAutoscale)",
    },
    place: {
      region: "tostring(at.locationName)",
      takesWrites: "tostring(at.failoverPriority) == '0'",
      usesZones: "tostring(at.isZoneRedundant) =~ 'true'",
      hasZones: `region in~ ${zoned}`,
      pairAbroad: `region in~ ${where((one) => backsUpAbroad(one) && !keepsToItself(one))}`,
      pairAbroadIfAsked: `region in~ ${where((one) => backsUpAbroad(one) && keepsToItself(one))}`,
    },
  },
  "documentdb-cluster": {
    type: "microsoft.documentdb/mongoclusters",
    row: {
      ...located,
      created: "tostring(properties.createMode)",
      primary:
        "created in~ ('Default', 'PointInTimeRestore') or (isempty(created) and tostring(properties.replica.role) == 'Primary')",
      tier: "iff(isempty(tostring(properties.compute.tier)), tostring(properties.nodeGroupSpecs[0].sku), tostring(properties.compute.tier))",
      small: "tier in~ ('Free', 'M10', 'M20', 'M25')",
      large: "tier matches regex '^[mM][0-9]+' and not(small)",
      mode: "tostring(properties.highAvailability.targetMode)",
      noStandby: `mode =~ 'Disabled' or (isempty(mode) and not(tostring(properties.nodeGroupSpecs) contains '"enableHa":true'))`,
      hasZones: `region in~ ${zoned}`,
    },
  },
  "cassandra-cluster": {
    type: "microsoft.documentdb/cassandraclusters",
    row: {
      hybrid:
        "not(tostring(properties.externalSeedNodes) in ('', '[]')) or not(tostring(properties.externalDataCenters) in ('', '[]'))",
    },
  },
  "postgresql-cluster": {
    type: "microsoft.dbforpostgresql/servergroupsv2",
    row: {
      ...located,
      restored: "isnotempty(tostring(properties.pointInTimeUTC))",
      replica: "isnotempty(tostring(properties.sourceResourceId)) and not(restored)",
      edition: "tostring(properties.coordinatorServerEdition)",
      burstable: "edition in~ ('BurstableGeneralPurpose', 'BurstableMemoryOptimized')",
      dedicated: "edition in~ ('GeneralPurpose', 'MemoryOptimized', '')",
      standby: isTrue("enableHa"),
      geoBackup: isTrue("enableGeoBackup"),
      backupAbroad: `region in~ ${where((one) => isAbroad(one, findRegion(offers[one.name]?.backup ?? "")))}`,
    },
  },
  "digital-twins": {
    type: "microsoft.digitaltwins/digitaltwinsinstances",
    row: {
      ...located,
      unpaired: `region in~ ${where(({ pair, builtInResidency }) => pair === null && builtInResidency === false)}`,
      pairAbroad: `region in~ ${where((one) => one.builtInResidency === false && isAbroad(one, pairOf(one)))}`,
      residencyUnsure: `region in~ ${where(({ builtInResidency }) => builtInResidency === true)}`,
      notOffered: `region in~ ${where(({ digitalTwins }) => digitalTwins === false)}`,
    },
  },
};

module.exports = { kinds };
