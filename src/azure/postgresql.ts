/** Questions that several rules ask of a cluster of Azure Cosmos DB for PostgreSQL. Each leaves open what is not known. */
import type { PostgresqlCluster } from "../kinds/postgresql-cluster";
import { allOf, anyOf, undecided } from "../known";
import { word } from "./account";
import table from "./postgresql-regions.json";
import { findRegion, type Region } from "./regions";

interface Offer {
  /** Whether a cluster with high availability survives the loss of a zone. */
  readonly survivesZone: boolean;
  /** Azure name of the region that keeps geo-redundant backups; `null`: the region has none. */
  readonly backup: string | null;
}

/** By the region's Azure name. Source and date stand in `postgresql-regions.json`. */
export const offers: Readonly<Record<string, Offer>> = table.regions;

const offerOf = ({ name, displayName }: Region): Offer =>
  (Object.hasOwn(offers, name) ? offers[name] : undefined) ??
  undecided(`the list of ${table.date} does not name ${displayName}`);

/** Whether a cluster with high availability survives the loss of a zone in that region. */
export const survivesZone = (region: Region): boolean => offerOf(region).survivesZone;

/** Where geo-redundant backups of a region rest; undefined: the region has none. */
export function backupRegion(region: Region): Region | undefined {
  const { backup } = offerOf(region);
  return backup === null
    ? undefined
    : (findRegion(backup) ?? undecided(`the region table does not list where ${region.displayName} is backed up`));
}

/** A copy that follows another cluster. What was restored to a point in time is a cluster of its own. */
export const isReplica = (cluster: PostgresqlCluster): boolean =>
  allOf(
    () => cluster.sourceResourceId !== undefined,
    () => cluster.pointInTimeUTC === undefined,
  );

const editions = ["generalpurpose", "memoryoptimized", "burstablegeneralpurpose", "burstablememoryoptimized"];

/** Whether the coordinator, which every cluster has, is on burstable compute. */
export const isBurstable = ({ coordinatorServerEdition }: PostgresqlCluster): boolean =>
  word(coordinatorServerEdition ?? "GeneralPurpose", editions, "edition of the coordinator").startsWith("burstable");

/** Whether its storage is encrypted with a key of the customer. */
export const hasOwnKey = ({ dataEncryption }: PostgresqlCluster): boolean =>
  anyOf(
    () => dataEncryption?.primaryKeyUri !== undefined,
    () => dataEncryption?.type?.toLowerCase() === "azurekeyvault",
  );
