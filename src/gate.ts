import type { Counts } from "./assessment";

/** 1 where something stands in the way, otherwise 0. Knows nothing of formats, and no format knows of it. */
export const gate = (counts: Counts): 0 | 1 => (counts.blocking > 0 ? 1 : 0);
