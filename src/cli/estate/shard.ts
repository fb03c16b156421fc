/** Which part of an estate is whose: by the name of the stack and nothing else, so that every stack is in exactly one. */
import { createHash } from "node:crypto";

/** Part `index` of `of`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * `stack`: `project/stack`, in whatever organisation. The same on every machine and in every version: 48 bits of SHA-256,
 * modulo.
 */
export const isOfShard = (stack: string, { index, of }: Shard): boolean =>
  createHash("sha256").update(stack.split("/").slice(-2).join("/")).digest().readUIntBE(0, 6) % of === index - 1;
