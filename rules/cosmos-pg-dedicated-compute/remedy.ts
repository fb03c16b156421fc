import { cluster, unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import { amended } from "../../src/known";

export const mend = unlessFrozen(
  (cluster: PostgresqlCluster): Remedy => ({
    does: "Set `coordinatorServerEdition: GeneralPurpose`, with as many vCores as the load needs.",
    becomes: amended(cluster, { coordinatorServerEdition: "GeneralPurpose" }),
  }),
  cluster,
);
