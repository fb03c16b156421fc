/** The forms in which programs ask Azure's own API for a resource: what is written once comes out in each of them. */

type Properties = Record<string, unknown>;

/** A resource as Azure's API has it. */
export interface Asked {
  /** Without a version. */
  readonly type: string;
  /** Of its parents, outermost first, and its own. */
  readonly names: readonly string[];
  /** `location`, `kind`, `sku`, `properties` … */
  readonly body: Properties;
}
export interface Form {
  readonly form: string;
  readonly type: string;
  readonly inputs: Properties;
  /** Before a path within the resource, to say where the program wrote it. */
  readonly at: string;
}

const group = "rg";
const version = "2024-11-15";
const scope = `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/${group}`;

/** `Microsoft.X/a/b` and `A`: the id of the parent of a b, or the group's. */
function parentOf({ type, names }: Asked): string {
  const [namespace, ...types] = type.split("/");
  const parents = names.slice(0, -1).flatMap((name, index) => [types[index], name]);
  return parents.length === 0 ? scope : `${scope}/providers/${namespace}/${parents.join("/")}`;
}

/** A template with one resource in it. */
export const template = (...resources: unknown[]): Properties => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources,
});

export const inTemplate = ({ type, names, body }: Asked): Properties => ({
  type,
  apiVersion: version,
  name: names.join("/"),
  ...body,
});

/** The resource within its parents, each of which states its own type and name alone. */
function inParents(asked: Asked): { readonly resource: Properties; readonly at: string } {
  const [namespace, ...types] = asked.type.split("/");
  const own = { ...asked.body, apiVersion: version };
  const wrapped = asked.names.reduceRight<Properties | undefined>((inner, name, index) => {
    const type = index === 0 ? `${namespace}/${types[0]}` : types[index];
    return inner ? { type, name, properties: {}, resources: [inner] } : { ...own, type, name };
  }, undefined);
  return {
    resource: wrapped as Properties,
    at: "resources[0].".concat("resources[0].".repeat(asked.names.length - 1)),
  };
}

/** Every form; what a form leaves to the group stays left to it. */
export function formsOf(asked: Asked): Form[] {
  const { type, names, body } = asked;
  const { location, ...rest } = body;
  const [namespace, ...types] = type.split("/");
  const placed = location === undefined ? {} : { location };
  const azapi = { type: `${type}@${version}`, name: names.at(-1), parentId: parentOf(asked), ...placed };
  const nested = inParents(asked);
  const single = template(inTemplate(asked));
  const resource = { resourceGroupName: group, ...body, apiVersion: version };
  return [
    {
      form: "azapi, body as an object",
      type: "azapi:index/resource:Resource",
      inputs: { ...azapi, body: rest },
      at: "body.",
    },
    {
      form: "azapi, body as JSON",
      type: "azapi:index/resource:Resource",
      inputs: { ...azapi, type: `${type.toUpperCase()}@${version}`, body: JSON.stringify(rest) },
      at: "body.",
    },
    {
      form: "azapi, location in the body",
      type: "azapi:resources/resource:Resource",
      inputs: { ...azapi, location: undefined, body },
      at: "body.",
    },
    {
      form: "azapi in a Terraform module",
      type: "infra:tf:azapi_resource",
      inputs: { type: azapi.type.toLowerCase(), name: azapi.name, parent_id: azapi.parentId, ...placed, body: rest },
      at: "body.",
    },
    {
      form: "generic ARM resource",
      type: "azure-native:resources:Resource",
      inputs: {
        ...resource,
        resourceProviderNamespace: namespace,
        parentResourcePath: names
          .slice(0, -1)
          .flatMap((name, index) => [types[index], name])
          .join("/"),
        resourceType: types.at(-1),
        resourceName: names.at(-1),
      },
      at: "",
    },
    {
      form: "generic ARM resource, types and names together",
      type: "azure-native:resources/v20240701:Resource",
      inputs: {
        ...resource,
        resourceProviderNamespace: namespace?.toLowerCase(),
        parentResourcePath: "",
        resourceType: types.join("/").toLowerCase(),
        resourceName: names.join("/"),
      },
      at: "",
    },
    {
      form: "ARM template",
      type: "azure-native:resources:Deployment",
      inputs: { resourceGroupName: group, properties: { mode: "Incremental", template: single } },
      at: "properties.template.resources[0].",
    },
    {
      form: "ARM template, child within its parents",
      type: "azure-native:resources:Deployment",
      inputs: { resourceGroupName: group, properties: { template: template(nested.resource) } },
      at: `properties.template.${nested.at}`,
    },
    {
      form: "ARM template, symbolic names",
      type: "azure-native:resources:Deployment",
      inputs: {
        resourceGroupName: group,
        properties: { template: { languageVersion: "2.0", resources: { own: inTemplate(asked) } } },
      },
      at: "properties.template.resources.own.",
    },
    {
      form: "ARM template, nested deployment",
      type: "azure-native:resources:Deployment",
      inputs: {
        resourceGroupName: group,
        properties: {
          template: template({
            type: "Microsoft.Resources/deployments",
            name: "inner",
            properties: { template: single },
          }),
        },
      },
      at: "properties.template.resources[0].properties.template.resources[0].",
    },
    {
      form: "ARM template as text, classic",
      type: "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
      inputs: { resourceGroupName: group, templateContent: JSON.stringify(single) },
      at: "templateContent.resources[0].",
    },
    {
      form: "ARM template as text, any-terraform bridge",
      type: "azurerm:index/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
      inputs: { resourceGroupName: group, templateContent: JSON.stringify(single) },
      at: "templateContent.resources[0].",
    },
    {
      form: "ARM template as text, Terraform module",
      type: "infra:tf:azurerm_resource_group_template_deployment",
      inputs: { resource_group_name: group, template_content: JSON.stringify(single) },
      at: "template_content.resources[0].",
    },
    {
      form: "ARM template as text, classic 4.x",
      type: "azure:core/templateDeployment:TemplateDeployment",
      inputs: { resourceGroupName: group, templateBody: JSON.stringify(single) },
      at: "templateBody.resources[0].",
    },
  ];
}

/** Azure reads names in any case; every other name in capitals. */
export function shouting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shouting);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner], index) => [index % 2 === 0 ? name.toUpperCase() : name, shouting(inner)]),
  );
}
