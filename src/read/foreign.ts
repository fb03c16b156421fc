/** Inputs that are somebody else's: what they look like, by their names only. Their values may be secrets. */

/** The first whose names are all there. */
const others: readonly (readonly [names: readonly string[], what: string])[] = [
  [["resourcePlans"], "a Pulumi update plan (--save-plan)"],
  [
    ["id", "type", "subscriptionId"],
    "a row of an Azure Resource Graph result, which alone does not say whether it is all",
  ],
  [["planned_values"], "a Terraform plan"],
  [["terraform_version"], "a Terraform state"],
  [["$schema", "runs"], "a SARIF log"],
  [["$schema", "contentVersion"], "an ARM template"],
  [["AWSTemplateFormatVersion"], "a CloudFormation template"],
  [["apiVersion", "kind"], "a Kubernetes manifest"],
  [["lockfileVersion"], "a package-lock.json"],
  [["name", "version", "dependencies"], "a package.json"],
  [["name", "version", "scripts"], "a package.json"],
  [["compilerOptions"], "a tsconfig.json"],
];

/** `this looks like …` or `this has …`, for an object with these names at its top. */
export function looksLike(keys: readonly string[]): string {
  const other = others.find(([names]) => names.every((name) => keys.includes(name)));
  if (other) return `this looks like ${other[1]}`;
  if (keys.length === 0) return "this has no names at its top";
  const shown = keys.slice(0, 5).map((key) => JSON.stringify(key.length > 40 ? `${key.slice(0, 39)}…` : key));
  return `this has ${shown.join(", ")}${keys.length > shown.length ? ", …" : ""} at its top`;
}
