import type { Contents } from "../../src/kinds/stack";
import type { Context, Finding } from "../../src/rule";

const stores = [
  "cosmos-account",
  "documentdb-cluster",
  "cassandra-cluster",
  "postgresql-cluster",
  "digital-twins",
] as const;

export function check(stack: Contents, { objectives }: Context): Finding {
  const { environment, criticality, rpoMinutes, rtoMinutes, boundary, singleRegionByLaw } = objectives;
  if (environment !== "production") return "not-applicable"; // what may be lost with a test is for the tester to say
  if (stores.filter((kind) => kind in stack && stack[kind]).length === 0) return "not-applicable";
  const missing = [
    ...(rpoMinutes === undefined ? ["rpoMinutes"] : []),
    ...(rtoMinutes === undefined ? ["rtoMinutes"] : []),
    ...(boundary || singleRegionByLaw ? [] : ["residency"]),
  ];
  if (missing.length === 0) return "pass";
  return {
    outcome: "fail",
    because: `nobody declares ${missing.join(", ").replace(/, (?=\w+$)/, " and ")} for this stack`,
    ...(criticality === "mission-critical" && { severity: "medium" }),
  };
}
