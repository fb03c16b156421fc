/** A program that declares what the examples of every rule hold, the resources beside them included. */
import * as pulumi from "@pulumi/pulumi";
import { type Example, loadExamples, loadRules } from "../../dist/src/rules.js";
import { nativeType } from "../../dist/src/staged.js";
import { foreign } from "../../fixtures/program/foreign";

/** Of each rule, so many examples of each outcome. */
const most = 2;

export function examples(): void {
  const later = new (foreign("azure-native:resources:ResourceGroup"))("later", { resourceGroupName: "later" }).id;
  const value = (given: unknown): unknown => {
    if (given === "(unknown)") return later;
    if (given === "(secret)") return pulumi.secret("confidential");
    if (Array.isArray(given)) return given.map(value);
    if (typeof given !== "object" || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [key, value(inner)]));
  };
  const declare = (type: string, name: string, properties: Example["properties"]): void => {
    new (foreign(type))(name, value(properties) as pulumi.Inputs);
  };
  for (const { id, appliesTo, check } of loadRules().values()) {
    if (!check) continue;
    for (const [outcome, group] of Object.entries(loadExamples(id)))
      Object.values(group)
        .slice(0, most)
        .forEach(({ properties, neighbours = {} }, index) => {
          const name = `${id}-${outcome}-${index}`;
          if (appliesTo !== "stack") declare(nativeType[appliesTo], name, properties);
          for (const [beside, given] of Object.entries(neighbours))
            declare(given.type, `${name}-${beside}`, given.properties);
        });
  }
}
