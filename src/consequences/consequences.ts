/** What a configuration costs its owner: from canonical properties to everything that the documents say follows. */
import type { Consequences } from "../consequence";
import type { Kind } from "../model";
import type { Context } from "../rule";
import { ofAccount } from "./account";
import { ofTwins } from "./twins";

/**
 * What follows. Never throws `Unknown`: where a value that decides is not known, the answers are ranges that hold
 * whatever it turns out to be, and say what is not known. Of the context only the resource group's location is asked.
 */
export const consequencesOf = (kind: Exclude<Kind, "stack">, props: object, context: Context): Consequences =>
  kind === "digital-twins" ? ofTwins(props, context) : ofAccount(props);
