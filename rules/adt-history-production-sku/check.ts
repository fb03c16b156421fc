import { clustersOf } from "../../src/azure/routes";
import type { DigitalTwinsHistory } from "../../src/kinds/digital-twins-routes";
import { every, some, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(history: DigitalTwinsHistory, context: Context): Finding {
  if (context.objectives.environment !== "production") return "not-applicable";
  const clusters = clustersOf(history, context);
  const skuOf = ({ props }: (typeof clusters)[number]) => props.sku?.name ?? undecided("the cluster names no SKU");
  const isForTrying = (cluster: (typeof clusters)[number]) => /^dev\(no sla\)/i.test(skuOf(cluster));
  const [cluster] = clusters;
  if (!cluster) return undecided("the cluster is not in this stack, so nobody knows its SKU");
  if (!some(clusters, isForTrying)) return "pass";
  if (!every(clusters, isForTrying)) return undecided("nobody knows which cluster it is");
  return { outcome: "fail", because: `the cluster ${cluster.name} is ${skuOf(cluster)}, one node without an SLA` };
}
