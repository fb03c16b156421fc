import { copyOutside } from "../../src/azure/boundary";
import { findRegion } from "../../src/azure/regions";
import { staysInside, targetOf, topicsOf } from "../../src/azure/routes";
import type { DigitalTwinsEndpoint } from "../../src/kinds/digital-twins-routes";
import { find } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(endpoint: DigitalTwinsEndpoint, context: Context): Finding {
  const target = targetOf(endpoint, context);
  const finding = staysInside([target], context);
  return finding === "pass" && "topicEndpoint" in (endpoint.properties ?? {})
    ? metadataStaysInside(endpoint, context)
    : finding;
}

/** Of a topic in the stack: by default the service copies its metadata to the pair. */
function metadataStaysInside(endpoint: DigitalTwinsEndpoint, context: Context): Finding {
  const { boundary, singleRegionByLaw } = context.objectives;
  const region = targetOf(endpoint, context).region();
  const pair = region.pair === null ? undefined : findRegion(region.pair);
  if (!pair || !(singleRegionByLaw || copyOutside(boundary, region, pair))) return "pass";
  const copied = find(
    topicsOf(endpoint, context),
    ({ props }) => props.dataResidencyBoundary?.toLowerCase() !== "withinregion",
  );
  if (!copied) return "pass";
  return {
    outcome: "fail",
    severity: "low",
    advice: "only the topic's metadata is copied, not its events",
    because: `the metadata of ${copied.name} is copied to ${pair.displayName} (${pair.country}), the pair of ${region.displayName}`,
  };
}
