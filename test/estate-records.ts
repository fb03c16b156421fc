/** Records of an estate for the tests: the demonstration's stack under many names, in many regions. */
import { join } from "node:path";
import { judge } from "../dist/src/cli/estate/judge.js";
import { estateOptions } from "../dist/src/cli/report.js";
import type { EstateRecord, JudgedStack } from "../src/estate";

const root = join(__dirname, "..");
export const today = "2026-11-23";
export const told = estateOptions(today);

/** The demonstration as one record. */
export const demo = judge({ cwd: root, failOnUnknown: false, today })({
  name: "export.json",
  bytes: { file: join(root, "fixtures", "demo", "export.json") },
}) as JudgedStack;

const homes = [
  ["westeurope", "northeurope"],
  ["germanywestcentral", "germanynorth"],
  ["eastus2", "centralus"],
  ["westus3", "eastus"],
  ["japaneast", "japanwest"],
  ["brazilsouth", "southcentralus"],
] as const;
const teams = ["checkout", "payments", "identity", "logistics", undefined] as const;
const environments = ["production", "production", "staging", "development"] as const;
const criticalities = ["mission-critical", "standard", undefined] as const;

/** Stack number `at`: the same resources and findings, elsewhere and somebody else's. */
export function stackOf(at: number): JudgedStack {
  const [write, read] = homes[at % homes.length] as (typeof homes)[number];
  const moved = JSON.stringify(demo)
    .replaceAll("westeurope", "@write")
    .replaceAll("northeurope", "@read")
    .replaceAll("@write", write)
    .replaceAll("@read", read);
  const { team: _, criticality: __, ...one } = JSON.parse(moved) as JudgedStack;
  const [team, criticality] = [teams[at % teams.length], criticalities[at % criticalities.length]];
  return {
    ...one,
    stack: `shop-${at % 7}/stack-${String(at).padStart(5, "0")}`,
    environment: environments[at % environments.length] ?? "production",
    ...(team && { team }),
    ...(criticality && { criticality }),
  };
}

/** That many of them. */
export function* stacks(count: number): Generator<EstateRecord> {
  for (let at = 0; at < count; at++) yield stackOf(at);
}
