import type { Context, Neighbour } from "../rule";

/** What runs the application in this stack: web and container apps, clusters, virtual machines. */
export const computeOf = ({ neighbours }: Context): readonly Neighbour[] => neighbours?.all("compute") ?? [];
