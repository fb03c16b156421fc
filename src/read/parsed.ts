/** Bytes → text → values, or undefined where they are none. */
import { isUtf8 } from "node:buffer";

export const decoded = (bytes: Buffer): string | undefined => (isUtf8(bytes) ? bytes.toString() : undefined);

/** Undefined if it is not JSON: what JSON.parse says of it quotes it, and it may be a secret. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
