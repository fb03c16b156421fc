import { copyOutside, isInside } from "../../src/azure/boundary";
import { placeOf } from "../../src/azure/place";
import { findRegion, type Region } from "../../src/azure/regions";
import type { BackupVault } from "../../src/kinds/beside";
import type { Contents } from "../../src/kinds/stack";
import { allOf, find, some, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(stack: Contents, context: Context): Finding {
  if (!stack["cosmos-account"]) return "not-applicable";
  const vaults = context.neighbours?.all("backup-vault") ?? [];
  if (vaults.length === 0) return "not-applicable";
  const { boundary, singleRegionByLaw } = context.objectives;
  const place = (vault: BackupVault) => placeOf(vault, context);
  /** Where it may hold what it must not; the region of the vault comes first. */
  const ways = vaults.flatMap(({ name, props }) => {
    const vault = props as BackupVault;
    return [
      {
        holds: () => boundary !== undefined && !isInside(boundary, place(vault)),
        because: () => `${name} is in ${where(place(vault))}`,
      },
      {
        holds: () =>
          allOf(
            () => isGeoRedundant(vault),
            () => {
              const pair = pairOf(place(vault));
              return pair !== undefined && (singleRegionByLaw === true || copyOutside(boundary, place(vault), pair));
            },
          ),
        because: () => {
          const pair = pairOf(place(vault));
          return `${name} in ${where(place(vault))} copies what it holds to ${pair && where(pair)}`;
        },
      },
    ];
  });
  const wrong = find(ways, ({ holds }) => holds());
  if (!wrong) return "pass";
  const declared = boundary !== undefined || singleRegionByLaw === true;
  return {
    outcome: "fail",
    because: wrong.because(),
    advice: declared ? "what the vault protects is not known" : "no residency boundary is declared",
  };
}

const where = ({ displayName, country }: Region): string => `${displayName} (${country})`;

const isGeoRedundant = ({ properties }: BackupVault): boolean =>
  some(properties?.storageSettings ?? undecided("the vault does not say how its storage is copied"), ({ type }) => {
    const redundancy = type?.toLowerCase();
    if (redundancy === "zoneredundant" || redundancy === "locallyredundant") return false;
    return redundancy === "georedundant" || undecided("the vault's redundancy is none that Azure documents");
  });

function pairOf({ pair, displayName }: Region): Region | undefined {
  if (pair === null) return undefined;
  return findRegion(pair) ?? undecided(`the pair of ${displayName} is not in the region table`);
}
