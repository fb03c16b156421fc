/** One kind of resource: its canonical shape and every spelling that maps to it. */
import type { Kind, NeighbourKind } from "../model";
import type { Names, Shape } from "./shape";

export interface Spelling {
  /** Matches type tokens. */
  readonly type: RegExp;
  readonly names: Names;
  /** Where two spellings share a type: the property at the top that tells this one. The other one stands after it. */
  readonly holding?: string;
  /** The provider makes an update of its own of regions, of a change to continuous backup, and of the rest. */
  readonly inTurns?: true;
  /** What the type itself says: canonical path → value. */
  readonly says?: Readonly<Record<string, string>>;
}

export interface KindTable {
  readonly kind: Exclude<Kind, "stack"> | NeighbourKind;
  readonly fields: Readonly<Record<string, Shape>>;
  readonly spellings: readonly Spelling[];
  /** Types that plainly are this kind in a spelling nobody has mapped: every verdict is `unknown`. */
  readonly unmapped: readonly RegExp[];
  /** The Azure resource types, as generic resources and templates name them. */
  readonly arm: readonly string[];
  /** Properties that hold its name in Azure, in any spelling; the first that is set. */
  readonly named: readonly string[];
}

const version = String.raw`v\d{8}(?:preview|privatepreview|alpha|beta)?`;

/**
 * Tokens of azure-native 1.x to 3.x for a class of some modules: default, versioned module, and local package
 * (`azure-native_cosmosdb_v20241115:cosmosdb:DatabaseAccount`); azure-nextgen had the same form.
 * The module's case is the user's (`pulumi package add` keeps it). Source: tokens and aliases of @pulumi/azure-native 3.28.
 */
export const azureNative = (modules: string, name: string): RegExp =>
  new RegExp(
    `^azure-(?:native|nextgen)(?:_[A-Za-z0-9]+_${version})?:(?:${caseless(modules)})(?:/(?:${version}|latest))?:${name}$`,
  );

const caseless = (text: string): string => text.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
