/** The result of a query to Azure Resource Graph: what is there, whoever made it. */
import type { RawResource } from "../model";
import type { Format } from "./format";
import type { Refuse } from "./refused";
import { isObject, type Properties } from "./state";

/**
 * What a result has at its top, in lower case and without underscores: of `az graph query`, of the REST API
 * (`QueryResponse`, 2024-04-01) and of what PowerShell answers.
 */
const names: ReadonlySet<string> = new Set([
  "count",
  "data",
  "facets",
  "resulttruncated",
  "skiptoken",
  "$skiptoken",
  "totalrecords",
]);
const plain = (name: string): string => name.toLowerCase().replaceAll("_", "");

/** Whether an object with these names at its top is a result. */
export const isGraph = (keys: readonly string[]): boolean =>
  keys.some((key) => plain(key) === "data") && keys.every((key) => names.has(plain(key)));

const tokens = ["skiptoken", "$skiptoken"];

/** Whether this is a page of a result that another one follows. */
export const isPage = (value: Properties): boolean =>
  isGraph(Object.keys(value)) &&
  Object.entries(value).some(([name, one]) => tokens.includes(plain(name)) && (one ?? "") !== "");

const unread = "its properties are not in the result of the query";

/** Pages of one result, one after the other. A part of it is refused: what is missing may be what fails. */
export function graphFormat(refuse: Refuse): Format {
  const seen = new Set<string>();
  const subscriptions = new Map<string, string>();
  let [rows, inPage] = [0, 0];
  let total: number | undefined;
  /** Whether the last page says that nothing follows; undefined: it does not say. */
  let ended: boolean | undefined;

  /** Its name, or where another one before it has the same also its id: stacks of two must not become one. */
  function projectOf(id: string, { subscriptionName }: Properties): string {
    if (typeof subscriptionName !== "string" || subscriptionName === "") return id;
    const name = subscriptionName.replace(/[^\p{L}\p{N}._()-]+/gu, "-");
    const known = subscriptions.get(name) ?? id;
    if (known !== id) return `${name}(${id})`;
    subscriptions.set(name, id);
    return name;
  }

  return {
    kind: "graph",
    // No program made it that could declare anything.
    config: () => ({}),
    take(row): RawResource | undefined {
      inPage++;
      const { id, type } = isObject(row) ? row : ({} as Properties);
      if (!isObject(row) || typeof id !== "string" || typeof type !== "string")
        return refuse('expected a row of an Azure Resource Graph result, with its "id" and "type"');
      if (!/^[\w.-]+(?:\/[\w.-]+)+$/.test(type)) return refuse('its "type" is not that of an Azure resource');
      const key = id.toLowerCase();
      if (seen.has(key)) refuse("a row for the second time, so another may be missing: expected a query ordered by id");
      seen.add(key);
      const [, subscription, group] = /^\/subscriptions\/([^/:]+)\/resourcegroups\/([^/:]+)(?=\/|$)/.exec(key) ?? [];
      if (!subscription || !group) return undefined; // subscriptions and what else is in no resource group
      const urn = `urn:pulumi:${group}::${projectOf(subscription, row)}::${type.toLowerCase()}::${nameIn(id)}`;
      const told = isObject(row.properties) && Object.keys(row.properties).length > 0;
      const opaque = told ? undefined : unread;
      return { urn, type: type.toLowerCase(), operation: "exists", inputs: row, ...(opaque && { opaque }) };
    },
    page(value) {
      const said = new Map(Object.entries(value).map(([name, one]) => [plain(name), one]));
      // A list was taken out row by row: an empty one is left.
      if (!Array.isArray(said.get("data")))
        refuse('expected a list of rows in "data", as of az graph query -o json, or of resultFormat "objectArray"');
      const count = said.get("count");
      if (typeof count === "number" && count !== inPage) refuse(`counts ${count} rows and holds ${inPage}`);
      const all = said.get("totalrecords");
      if (typeof all === "number") {
        if (total !== undefined && all !== total)
          refuse(`counts ${all} rows in all, and a page before it ${total}: expected pages of one result`);
        total = all;
      }
      rows += inPage;
      inPage = 0;
      const given = tokens.filter((name) => said.has(name));
      const truncated = said.get("resulttruncated");
      const more = given.some((name) => (said.get(name) ?? "") !== "") || String(truncated).toLowerCase() === "true";
      ended = more ? false : given.length > 0 || truncated !== undefined ? true : undefined;
    },
    close() {
      if (total !== undefined && rows !== total)
        refuse(`has ${rows} of ${total} rows: expected all pages, one after the other`);
      if (ended === false) refuse("more rows follow its last page: expected all pages, one after the other");
      if (ended === undefined && total === undefined)
        refuse('nothing says whether this is all: expected "total_records" or a "skip_token" that is null');
      return { late: [], unseen: 0 };
    },
  };
}

/** `…/providers/Microsoft.X/things/A/parts/B` → `A/B`; of a resource group its own name. */
function nameIn(id: string): string {
  const segments = id.split("/").filter((segment) => segment !== "");
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  const own = provider < 0 ? segments.slice(-1) : segments.slice(provider + 2).filter((_, index) => index % 2 === 1);
  return own.join("/");
}
