#!/usr/bin/env node
// Every stack that `pulumi stack ls --all` lists, one a line, for `azure-hadr report -`. Needs node and pulumi, logged in.
//
//   node pulumi-cloud.mjs [--jobs 8] [--no-tags] [what `pulumi stack ls` takes, e.g. --organization acme] > estate.ndjson
//
// A line is the stack's export, and in front of it whose it is:
//   {"organization":"acme","stack":"shop/prod","tags":{"team":"payments"},"version":3,"deployment":{...}}
// A stack that cannot be had becomes a line that says so. Nothing is decrypted: secrets stay as they are stored.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";

const run = promisify(execFile);
const pulumi = async (...args) =>
  (
    await run("pulumi", [...args, "--non-interactive"], {
      maxBuffer: 2 ** 29,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    })
  ).stdout;

const options = process.argv.slice(2);
const taken = (name, more) => {
  const at = options.indexOf(name);
  return at < 0 ? undefined : options.splice(at, 1 + more)[more];
};
const jobs = Number(taken("--jobs", 1) ?? 8);
const withTags = taken("--no-tags", 0) === undefined;

/** What went wrong, in one line that holds nothing but text. */
const why = (error) => {
  const lines = String(error.stderr || error.message)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const said = lines.find((line) => line.startsWith("error")) ?? lines[0] ?? "";
  return said
    .replace(/[\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, 300);
};

/** What JSON.parse says of a text quotes it, and it may hold what nobody should read. */
const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("what pulumi printed is not JSON");
  }
};

/** The line of one stack. Text stays as Pulumi wrote it: between the values of JSON a line's end is white space. */
async function lineOf(name) {
  const parts = name.split("/");
  const stack = parts.slice(-2).join("/");
  const organization = parts.length === 3 ? parts[0] : undefined;
  try {
    const [text, tags] = await Promise.all([
      pulumi("stack", "export", "--stack", name),
      withTags ? pulumi("stack", "tag", "ls", "--json", "--stack", name) : undefined,
    ]);
    parsed(text);
    const whose = JSON.stringify({
      organization,
      ...(parts.length > 1 && { stack }),
      ...(tags !== undefined && { tags: parsed(tags) }),
    });
    const [front, rest] = [
      whose.slice(0, -1),
      text
        .trim()
        .slice(1)
        .replace(/[\r\n]+\s*/g, ""),
    ];
    return `${front}${front === "{" ? "" : ","}${rest}`;
  } catch (error) {
    process.stderr.write(`${name}: ${why(error)}\n`);
    return JSON.stringify({
      record: "azure-hadr/not-judged/1",
      source: "pulumi stack export",
      stack: name,
      why: why(error),
    });
  }
}

process.stdout.setMaxListeners(0); // each job may wait for it
process.stdout.on("error", () => process.exit(2)); // whoever read it has gone
try {
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error("--jobs takes a whole number above zero");
  const stacks = parsed(await pulumi("stack", "ls", "--all", "--json", "--fully-qualify-stack-names", ...options)).map(
    ({ name }) => name,
  );
  const next = stacks.values();
  const work = async () => {
    for (const name of next) if (!process.stdout.write(`${await lineOf(name)}\n`)) await once(process.stdout, "drain");
  };
  await Promise.all(Array.from({ length: jobs }, work));
} catch (error) {
  process.stderr.write(`pulumi-cloud: ${why(error)}\n`);
  process.exitCode = 2;
}
