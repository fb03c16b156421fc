/** The browser of the tests: Debian's Chromium. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const executable = (process.env.PATH ?? "")
  .split(":")
  .map((folder) => join(folder, "chromium"))
  .find(existsSync);
/** Why there is none; empty: there is one. */
export const noChromium = executable ? "" : "no chromium on PATH (tools/chromium.sh installs it)";
if (noChromium) console.warn(`skipped: ${noChromium}`);

/** Its sandbox needs a user that is not root. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executable as string,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
