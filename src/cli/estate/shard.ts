/** Which part of an estate is whose: by the name of the stack and nothing else, so that every stack is in exactly one. */
import { createHash } from "node:crypto";
import type { Shard } from "../../estate";

/** The most parts that an estate can be judged in. */
export const mostShards = 999_999;

/**
 * `stack`: `project/stack`, with or without its organisation; or the name of what could not be read. The same on every
 * machine and in every version: 48 bits of SHA-256, modulo.
 */
export function isOfShard(stack: string, { index, of }: Shard): boolean {
  const own = stack.split("/").slice(-2).join("/");
  return createHash("sha256").update(own).digest().readUIntBE(0, 6) % of === index - 1;
}
