/** What a configuration costs its owner: from canonical properties to everything that the documents say follows. */
import type { Consequences } from "../consequence";
import type { Kind } from "../model";
import type { Context } from "../rule";
import { ofAccount } from "./account";
import { ofCassandra, ofDataCenter } from "./cassandra";
import { ofDocumentDb } from "./documentdb";
import { ofPostgresql } from "./postgresql";
import { ofTwins } from "./twins";

type Work = (props: object, context: Context) => Consequences;

/** Kinds that hold data of their own; of any other nothing follows by itself. */
const works = {
  "cassandra-cluster": ofCassandra,
  "cassandra-data-center": ofDataCenter,
  "cosmos-account": ofAccount,
  "documentdb-cluster": ofDocumentDb,
  "postgresql-cluster": ofPostgresql,
  "digital-twins": ofTwins,
} satisfies Partial<Record<Kind, Work>>;

/** A kind of which something follows. */
export type Holder = keyof typeof works;

/**
 * What follows. Never throws `Unknown`: where a value that decides is not known, the answers are ranges that hold
 * whatever it turns out to be, and say what is not known. Of the context only the resource group's location is asked.
 * Undefined for kinds that hold no data of their own, e.g. a container, which follows its account.
 */
export function consequencesOf(kind: Holder, props: object, context: Context): Consequences;
export function consequencesOf(kind: Kind, props: object, context: Context): Consequences | undefined;
export function consequencesOf(kind: Kind, props: object, context: Context): Consequences | undefined {
  const work: Work | undefined = (works as Partial<Record<Kind, Work>>)[kind];
  return work?.(props, context);
}
