/** One kind of resource: its canonical shape and every spelling that maps to it. */
import type { Kind, NeighbourKind } from "../model";
import type { Manner, Names } from "./plan";
import type { Shape } from "./shape";

/** What the type itself says: canonical path → value. */
export type Says = Readonly<Record<string, string>>;

export interface Spelling extends Manner {
  /** Matches type tokens. */
  readonly type: RegExp;
  /** Where two spellings share a type: the property at the top that tells this one. The other one stands after it. */
  readonly holding?: string;
  /** The provider makes an update of its own of regions, of a change to continuous backup, and of the rest. */
  readonly inTurns?: true;
  readonly says?: Says;
}

/** A resource type of Azure's own, as azapi, generic ARM resources and templates name it. */
export interface ArmType {
  /** Its id within a resource group; a name in braces is a canonical property: `Microsoft.X/things/{thingName}/parts/{}`. */
  readonly id: string;
  /** As in a spelling, for what is not the canonical path or `properties.` and the canonical path. */
  readonly names?: Names;
  readonly says?: Says;
}

export interface KindTable {
  readonly kind: Exclude<Kind, "stack"> | NeighbourKind;
  readonly fields: Readonly<Record<string, Shape>>;
  readonly spellings: readonly Spelling[];
  /** Types that plainly are this kind in a spelling nobody has mapped: every verdict is `unknown`. */
  readonly unmapped: readonly RegExp[];
  readonly arm: readonly ArmType[];
  /** Properties that hold its name in Azure, in any spelling; the first that is set. */
  readonly named: readonly string[];
  /** Properties that hold a key of the customer's own, in any spelling, with or without `properties` above them. */
  readonly keyed?: readonly string[];
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

/**
 * The spellings of one resource of Terraform's azurerm provider: by the classic provider (`cosmosdb/account:Account`), by
 * the bridge to any provider (`azurerm:index/cosmosdbAccount:CosmosdbAccount`), which has the same names, and in a
 * Terraform module (`anything:tf:azurerm_cosmosdb_account`), where names and blocks are Terraform's own.
 * `classic` and `resource` are patterns; several resources that are spelled alike may be given.
 */
export function azurerm(classic: string, resource: string, manner: Omit<Spelling, "type">): Spelling[] {
  const bridged = resource.split("|").map((name) => {
    const camel = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    return `${camel}:${camel.charAt(0).toUpperCase()}${camel.slice(1)}`;
  });
  return [
    { ...manner, type: new RegExp(`^(?:azure:(?:${classic})|azurerm:index/(?:${bridged.join("|")}))$`), blocks: true },
    { ...manner, type: new RegExp(`^[\\w-]+:tf:azurerm_(?:${resource})$`), blocks: true, snake: true },
  ];
}

/** Words of a provider's own for a canonical value. */
export const words =
  (known: Readonly<Record<string, string>>) =>
  (said: unknown): unknown =>
    known[String(said)];
