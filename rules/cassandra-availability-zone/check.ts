import { placeOfCenter } from "../../src/azure/cassandra";
import { hasZones } from "../../src/azure/regions";
import type { CassandraDataCenter } from "../../src/kinds/cassandra";
import { allOf } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(center: CassandraDataCenter): Finding {
  const zoned = () => hasZones(placeOfCenter(center));
  const unused = () => center.properties?.availabilityZone !== true;
  if (!allOf(zoned)) return "not-applicable"; // nothing to switch on
  return allOf(zoned, unused) ? "fail" : "pass";
}
