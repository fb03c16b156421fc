/** How much memory a command takes that goes through a whole estate. */
import { setFlagsFromString } from "node:v8";

/**
 * The more memory a machine has, the longer V8 leaves there what nobody needs any more. From here on it collects once a heap
 * has grown by half, in all threads: a twentieth more time, and a report of 49,000 stacks takes 330 MiB instead of 550.
 */
export const thrifty = (): void => setFlagsFromString("--heap-growing-percent=50");
