/** The catalogue as it is built: what it says of rules that are new. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { blocks } from "../dist/src/page.js";
import type { Rule } from "../dist/src/rule.js";
import { loadRules } from "../dist/src/rules.js";

const root = join(__dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-catalogue-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The catalogue of some rules in azure-hadr of that version. */
function built(version: string, rules: Readonly<Record<string, object>>): Record<string, unknown>[] {
  const own = mkdtempSync(join(folder, "root-"));
  for (const name of ["tools", "dist/rules"]) mkdirSync(join(own, name), { recursive: true });
  symlinkSync(join(root, "dist", "src"), join(own, "dist", "src"));
  symlinkSync(join(root, "node_modules"), join(own, "node_modules"));
  copyFileSync(join(root, "tools", "catalogue.js"), join(own, "tools", "catalogue.js"));
  writeFileSync(join(own, "package.json"), JSON.stringify({ version }));
  for (const [id, data] of Object.entries(rules)) {
    mkdirSync(join(own, "rules", id), { recursive: true });
    writeFileSync(join(own, "rules", id, "rule.json"), JSON.stringify(data));
  }
  const { status, stderr } = spawnSync(process.execPath, [join(own, "tools", "catalogue.js")], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(readFileSync(join(own, "dist", "rules", "catalogue.json"), "utf8"));
}

test("a rule that is new knows from which version on it may block, and later it does", () => {
  const rules = { old: { title: "Old" }, young: { title: "Young", since: "0.2.0" } };
  expect(built("0.3.1", rules)).toEqual([
    { id: "old", title: "Old", compiled: [] },
    { id: "young", title: "Young", since: "0.2.0", blocksFrom: "1.0.0", compiled: [] },
  ]);
  expect(built("1.0.0", rules)[1]).toEqual({ id: "young", title: "Young", since: "0.2.0", compiled: [] });
});

test("its page and the catalogue's table say so, in place of what they will say then", () => {
  const rule = loadRules().get("cosmos-min-two-regions") as Rule;
  const fresh = { ...rule, since: "0.2.0", blocksFrom: "1.0.0" };
  expect(blocks(rule).brief).toBe("in production");
  expect(blocks(fresh)).toEqual({
    brief: "in production, from 1.0.0 on",
    full: `New in 0.2.0: until 1.0.0 it is advice and never blocks unless you set its level to \`mandatory\`. Then: ${blocks(rule).full}`,
  });
  expect(blocks({ ...fresh, severity: "low" })).toEqual(blocks({ ...rule, severity: "low" })); // never blocks anyway
});
