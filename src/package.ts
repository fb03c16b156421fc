/** What `package.json` says of the product: the one place for its version and its address. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./rules";

interface PackageData {
  readonly name: string;
  readonly version: string;
  readonly homepage: string;
}

let data: PackageData | undefined;
export function packageData(): PackageData {
  data ??= JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as PackageData;
  return data;
}

/** The page of a rule. */
export const pageUrl = (id: string): string => `${packageData().homepage}/blob/main/rules/${id}/README.md`;
