import { listedAt, locationsOf } from "../../src/azure/account";
import { isClosed } from "../../src/azure/regions";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { anyOf, distinct, find, reaches } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const locations = locationsOf(account);
  if (locations.length === 0) return "not-applicable";
  const closed = () => find(locations, (location) => isClosed(listedAt(location)));
  const clouds = distinct(locations, (location) => listedAt(location).cloud);
  let because = "its regions belong to different clouds, and an account stands in one";
  const wrong = anyOf(
    () => reaches(clouds, 2),
    () => {
      const gone = closed();
      if (gone) because = `${listedAt(gone).displayName} is closed, with the whole German cloud`;
      return gone !== undefined;
    },
  );
  return wrong ? { outcome: "fail", because } : "pass";
}
