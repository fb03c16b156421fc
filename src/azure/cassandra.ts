import type { CassandraCluster, CassandraDataCenter } from "../kinds/cassandra";
import { anyOf, undecided } from "../known";
import { type Region, regionOf } from "./regions";

/** Whether the cluster has nodes outside the service, of which the program says little. */
export const isHybrid = ({ properties }: CassandraCluster): boolean =>
  anyOf(
    () => (properties?.externalSeedNodes ?? []).length > 0,
    () => (properties?.externalDataCenters ?? []).length > 0,
  );

/** Where the data center stands. */
export const placeOfCenter = ({ properties }: CassandraDataCenter): Region =>
  regionOf(properties?.dataCenterLocation ?? undecided("dataCenterLocation is not set"));
