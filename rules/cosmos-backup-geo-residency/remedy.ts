import { backupsOffered, named, type Place, settled, stuck } from "../../src/advice/account";
import { staged, withLine } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { type Growth, growth, sentence } from "../../src/advice/grow";
import { keepBackups, stayingRedundancy } from "../../src/advice/settings";
import { consistency, isServerless, locationsOf, regionAt } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { certainly } from "../../src/known";
import type { Context } from "../../src/rule";

/**
 * The most redundancy that stays in the region and that every region of the account offers. For an account in one region
 * the copy elsewhere is all that outlives it: where a second region may be, it joins first.
 */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const { boundary, singleRegionByLaw, rpoMinutes } = context.objectives;
  if (!boundary && !singleRegionByLaw)
    return stuck(
      "Declare where the data may rest (`residency`).",
      "no boundary is declared, so nobody knows whether the copy elsewhere is one too many",
    );
  const regions = locationsOf(account).map(regionAt);
  const redundancy = stayingRedundancy(regions);
  if (!redundancy) {
    const silent = regions.map(({ displayName }) => displayName).sort();
    return stuck(
      "Choose a backup redundancy that stays in the region.",
      `no source says which one all of ${silent.join(", ")} offer`,
    );
  }
  const stay = keepBackups(redundancy);
  const [only] = regions;
  if (regions.length > 1 || !only) return { does: stay.does, becomes: stay.to(account) };

  const inside = settled(account, context);
  if (typeof inside === "string") return stuck("Choose a backup redundancy that stays in the region.", inside);
  const more = second(inside, account, stay.to(account), context);
  if (typeof more !== "string")
    return {
      does: `${sentence(more.says)}; then set \`backupStorageRedundancy\` to \`${redundancy}\`, since the copy elsewhere was all that would have outlived ${only.displayName}.`,
      ...named(more.first),
      ...staged(withLine(account, inside), [...more.acts, stay]),
    };
  const target = rpoMinutes === undefined ? "" : `, and \`rpoMinutes: ${rpoMinutes}\` takes a second region`;
  return {
    does: `Set \`backupStorageRedundancy\` to \`${redundancy}\`, in an update of its own, and accept that nothing outlives ${only.displayName} then${target}: ${more}.`,
    becomes: stay.to(account),
  };
});

/** A further region that takes both the old backups and the new ones; or why there is none. */
function second(
  line: readonly Place[],
  account: CosmosAccount,
  then: CosmosAccount,
  context: Context,
): Growth | string {
  if (!certainly(() => !isServerless(account))) return "a serverless account has one region and gets no other";
  const count = certainly(() => consistency(account) !== "strong") ? 2 : 3;
  const growing = growth(account, line, context, count, [backupsOffered(then)]);
  return growing.short ?? growing;
}
