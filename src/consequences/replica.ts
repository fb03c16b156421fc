/** What the loss of a place means for a replica: it takes no writes, and its primary holds all that it holds. */
import type { Answer, DataLoss, Loss, Outage, RowId } from "../consequence";
import { worseOutage } from "./compare";
import { exactly, spanning } from "./merge";

/** What a cluster is: a primary, or a replica in another region or in the same. */
export type Role = "primary" | "replica elsewhere" | "replica beside";
export const roles: readonly Role[] = ["primary", "replica elsewhere", "replica beside"];

/** `gone`: how long the replica is; `follows`: that it follows a primary; `together`: what is lost with both of them. */
export function replicaLoss(
  role: Exclude<Role, "primary">,
  what: "zone" | "region",
  gone: Answer<Outage>,
  { follows, together }: { readonly follows: RowId; readonly together: RowId },
): Loss {
  const back = `The replica is back when the ${what} is.`;
  const kept = exactly<Outage>("none", [follows], "it takes no writes; its primary does");
  if (role === "replica elsewhere")
    return {
      reads: gone,
      writes: kept,
      data: exactly<DataLoss>({ is: "none" }, [follows], "derived: its primary holds all of it"),
      azure: [back],
      person: ["Send reads to the primary meanwhile.", watch],
    };
  return {
    reads: gone,
    writes:
      what === "region" ? gone : spanning([kept, gone], worseOutage, () => "its primary may stand in the same zone"),
    data: exactly<DataLoss>({ is: "not-stated" }, [together]),
    azure: [back],
    person: [watch],
  };
}

export const watch = "Watch Service Health.";
export const promote = "Promote the replica in another region, if there is one.";
