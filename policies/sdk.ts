/**
 * What the policy SDK knows and does not hand over.
 *
 * Before it calls a policy, the SDK unwraps secrets to plain text and wraps the properties in a proxy that throws where a
 * value is not known yet; one unknown value then turns a mandatory policy into a note. It also unpacks the same properties
 * again for every policy. So we unpack them ourselves, once for each request and only where a policy asks: secrets become
 * the marker that previews print for them, and what is not known stays the engine's own marker. Tried with @pulumi/policy
 * 1.21.
 */
import { type ResourceValidationArgs, Secret } from "@pulumi/policy";
import { secretMarker, signature } from "../src/kinds/shape";

/** The signature of a secret on the wire. Source: @pulumi/pulumi, runtime/rpc.js. */
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** The same value with every secret, whatever it holds, replaced by the marker. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object[signature] === secret || value instanceof Secret) return secretMarker;
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

type Wire = { toJavaScript: () => Record<string, unknown> };
type Unpack = (wire: Wire, proxySecrets: boolean) => object;

/** Properties as they came over the wire; most are of resources that concern nobody and never unpacked. */
class Packed {
  private unpacked?: Record<string, unknown>;
  constructor(private readonly wire: Wire) {}

  get plain(): Record<string, unknown> {
    this.unpacked ??= withoutSecrets(this.wire.toJavaScript()) as Record<string, unknown>;
    return this.unpacked;
  }
}
const seen = new WeakMap<Wire, Packed>();

/** Better no pack than one that leaks, or passes what it should not. */
export const unsupported = (): Error => new Error("azure-hadr: this version of @pulumi/policy is not supported");

/** Replaces the SDK's unpacking by ours. Throws where the SDK is not as we know it. */
export function unpackOnce(): void {
  const module = require("@pulumi/policy/deserialize") as { deserializeProperties: Unpack };
  const original = module.deserializeProperties;
  if (typeof original !== "function") throw unsupported();
  module.deserializeProperties = (wire, proxySecrets) => {
    if (proxySecrets) return original(wire, proxySecrets); // remediations put secrets back themselves
    const packed = seen.get(wire) ?? new Packed(wire);
    seen.set(wire, packed);
    return packed;
  };
}

/** The properties as the engine sent them: markers in place of what is not known, no proxy. Touches nothing. */
export function plainProps({ props }: Pick<ResourceValidationArgs, "props">): Record<string, unknown> {
  const target = (props as { __getSpecialProxyTarget?: object }).__getSpecialProxyTarget ?? props;
  return target instanceof Packed ? target.plain : (target as Record<string, unknown>);
}

/**
 * The properties that a remediation is handed, to be copied and given back: secrets are wrapped, and the engine's own markers
 * stand in place of what is not known. `plain`: the same as `plainProps` has them.
 */
export function ownProps({ props }: Pick<ResourceValidationArgs, "props">): {
  readonly own: Record<string, unknown>;
  readonly plain: Record<string, unknown>;
} {
  let own = props;
  // One proxy for secrets within one for what is not known; what another remediation gave back has none.
  while (own.__isSpecialProxy === true) own = own.__getSpecialProxyTarget;
  return { own, plain: withoutSecrets(own) as Record<string, unknown> };
}

/** One thrown "not applicable" for each reason: making one captures a stack, throwing it again costs nothing. */
const notApplicable = new Map<string, unknown>();

/** Leaves the policy: it does not apply, so Pulumi's compliance counts do not read it as passed. */
export function leave(args: Pick<ResourceValidationArgs, "notApplicable">, reason: string): never {
  if (!notApplicable.has(reason)) {
    try {
      args.notApplicable(reason);
    } catch (error) {
      notApplicable.set(reason, error);
    }
  }
  throw notApplicable.get(reason);
}

/** The stack's own config, by full name, secrets in plain. Nothing where the pack runs over a state. */
export const stackConfig = (): Record<string, string> =>
  (require("@pulumi/pulumi/runtime/config") as { allConfig: () => Record<string, string> }).allConfig();
