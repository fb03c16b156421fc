/** What follows for a Digital Twins instance: its document prints no figure, so none is given. */
import type { Answer, Consequences, DataLoss, Loss, Outage, RowId } from "../consequence";
import type { DigitalTwins } from "../kinds/digital-twins";
import type { Context } from "../rule";
import { twinsFootprint } from "./footprint";
import { exactly } from "./merge";

/** Where it stands decides nothing but where its data rests. */
export function ofTwins(instance: DigitalTwins, context: Context): Consequences {
  const footprint = twinsFootprint(instance, context);
  const paired = footprint.some(({ as, region }) => as === "paired copy" && region !== undefined);
  const sla = unstated("twins-2025/sla", "there is an SLA; the document prints no figure of it");
  return {
    sla: { reads: sla, writes: sla },
    loss: {
      zone: loss(["twins-2025/zone"], ["Redundancy inside the region is built in."], ["Have clients try again."]),
      writeRegion: loss(
        ["twins-2025/failover", "twins-2025/consent", ...(paired ? [] : ["pairs-2026/nonpaired"])],
        [
          paired
            ? "Microsoft decides whether and when to fail over all instances of the region to its pair, and asks nobody."
            : "Microsoft fails over to paired regions only, and no pair of this one is known.",
        ],
        ["Watch Service Health and Resource Health: nobody but Microsoft can start a failover, not even as a drill."],
      ),
    },
    copies: unstated("twins-2025/pair-copy", "how many copies is not stated"),
    footprint,
    price: {
      ...unstated("twins-2025/no-choice", "not billed by request units, and nothing to choose"),
      rate: "standard",
    },
  };
}

const unstated = (row: RowId, note: string): Answer<null> => exactly(null, [row], note);

function loss(rows: readonly RowId[], azure: readonly string[], person: readonly string[]): Loss {
  const outage = exactly<Outage>("not-stated", rows);
  return { reads: outage, writes: outage, data: exactly<DataLoss>({ is: "not-stated" }, rows), azure, person };
}
