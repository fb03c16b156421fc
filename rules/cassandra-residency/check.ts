import { isInside, outsideWords } from "../../src/azure/boundary";
import { placeOfCenter } from "../../src/azure/cassandra";
import type { CassandraDataCenter } from "../../src/kinds/cassandra";
import type { Context, Finding } from "../../src/rule";

export function check(center: CassandraDataCenter, { objectives: { boundary } }: Context): Finding {
  if (!boundary) return "not-applicable";
  const region = placeOfCenter(center);
  if (isInside(boundary, region)) return "pass";
  return { outcome: "fail", because: outsideWords(boundary, region) };
}
