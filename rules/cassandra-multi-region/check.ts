import { openRegions } from "../../src/azure/boundary";
import { isHybrid, placeOfCenter } from "../../src/azure/cassandra";
import type { CassandraCluster, CassandraDataCenter } from "../../src/kinds/cassandra";
import { distinct, reaches, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: CassandraCluster, { neighbours, objectives }: Context): Finding {
  const { boundary, singleRegionByLaw } = objectives;
  if (singleRegionByLaw) return { outcome: "not-applicable", because: "by law its data stays in one region" };
  const { certain = [], open } = neighbours?.referring("cassandra-data-center", "clusterName") ?? {};
  const regions = distinct(certain, ({ props }) => placeOfCenter(props as CassandraDataCenter).name);
  if (regions.atLeast >= 2) return "pass";
  if (isHybrid(cluster)) return "not-applicable"; // nodes outside the service may be anywhere
  if (open) throw open;
  if (certain.length === 0) return undecided("no data center of it is in this stack");
  if (reaches(regions, 2)) return "pass";
  if (boundary && openRegions(boundary).length < 2)
    return { outcome: "fail", advice: `${boundary.declaredAs} holds no second region that every subscription may use` };
  return "fail";
}
