import { unlessFrozen } from "../../src/advice/freeze";
import { locationsOf } from "../../src/azure/account";
import { accountsOf } from "../../src/azure/container";
import { readable } from "../../src/azure/facts";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { CosmosContainer } from "../../src/kinds/cosmos-container";
import { amended, undecided } from "../../src/known";
import type { Context } from "../../src/rule";

/** The entry point of autoscale and its increment, in request units per second (autoscale, 2025-09-03). */
const step = 1000;

/** Autoscale up to what the remaining regions need if one is lost at its peak and the others share its traffic evenly. */
export function mend(container: CosmosContainer, context: Context): Remedy {
  const autoscaled = unlessFrozen((account: CosmosAccount): Remedy => {
    const regions = locationsOf(account).length;
    const { throughput = undecided("its throughput is not known") } = container.options ?? {};
    const most = Math.ceil((throughput * regions) / (regions - 1) / step) * step;
    return {
      does: `Move it to autoscale with the operation that Azure has for that, then declare \`autoscaleSettings.maxThroughput: ${most}\` in place of \`throughput\`: the ${readable(throughput)} that each of ${regions} regions has now, and an even share of those of a lost one.`,
      becomes: amended(container, { options: { autoscaleSettings: { maxThroughput: most } } }),
    };
  });
  const [account] = accountsOf(context) as [CosmosAccount];
  return autoscaled(account, context);
}
