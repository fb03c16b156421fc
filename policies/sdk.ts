/**
 * What the policy SDK knows and does not hand over.
 *
 * Before it calls a policy, the SDK unwraps secrets to plain text and wraps the properties in a proxy that throws where a
 * value is not known yet; one unknown value then turns a mandatory policy into a note. It also unpacks the same properties
 * again for every policy. So we unpack them ourselves, once for each request: secrets become the marker that previews
 * print for them, and what is not known stays the engine's own marker. Tried with @pulumi/policy 1.21.
 */
import type { ResourceValidationArgs } from "@pulumi/policy";
import { secretMarker, signature } from "../src/kinds/shape";

/** The signature of a secret on the wire. Source: @pulumi/pulumi, runtime/rpc.js. */
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** The same value with every secret, whatever it holds, replaced by the marker. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object[signature] === secret) return secretMarker;
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

type Wire = { toJavaScript: () => Record<string, unknown> };
type Unpack = (wire: Wire, proxySecrets: boolean) => Record<string, unknown>;

const seen = new WeakMap<object, Record<string, unknown>>();

/** Replaces the SDK's unpacking by ours. Throws where the SDK is not as we know it: better no pack than one that leaks. */
export function unpackOnce(): void {
  const module = require("@pulumi/policy/deserialize") as { deserializeProperties: Unpack };
  const original = module.deserializeProperties;
  if (typeof original !== "function") throw new Error("azure-hadr: this version of @pulumi/policy is not supported");
  module.deserializeProperties = (wire, proxySecrets) => {
    if (proxySecrets) return original(wire, proxySecrets); // remediations put secrets back themselves
    let props = seen.get(wire);
    if (!props) {
      props = withoutSecrets(wire.toJavaScript()) as Record<string, unknown>;
      seen.set(wire, props);
    }
    return props;
  };
}

/** The properties as the engine sent them: markers in place of what is not known, no proxy. Touches nothing. */
export function plainProps(args: ResourceValidationArgs): Record<string, unknown> {
  return (args.props as { __getSpecialProxyTarget?: Record<string, unknown> }).__getSpecialProxyTarget ?? args.props;
}

/** One thrown "not applicable" for each reason: making one captures a stack, throwing it again costs nothing. */
const notApplicable = new Map<string, unknown>();

/** Leaves the policy: it does not apply, so Pulumi's compliance counts do not read it as passed. */
export function leave(args: ResourceValidationArgs, reason: string): never {
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
