/** What a template, a patch or an action says, and what only Azure will work out. */
import { describe, expect, test } from "vitest";
import { judge } from "../dist/src/judge.js";
import { Neighbourhood } from "../dist/src/kinds/neighbourhood.js";
import { recognise } from "../dist/src/kinds/recognise.js";
import { Unknown } from "../dist/src/known.js";
import type { RawResource, Resource } from "../dist/src/model.js";
import { loadRules } from "../dist/src/rules.js";
import { template } from "./spellings.js";
import { raw, ruling, unknownMarker } from "./support.js";

type Properties = Record<string, unknown>;

const native = "azure-native:resources:Deployment";
const deployed = (whole: Properties, more: Properties = {}) => ({
  resourceGroupName: "rg",
  properties: { template: whole, ...more },
});
const found = (inputs: Properties, type = native, more: Partial<RawResource> = {}) =>
  recognise(raw(type, inputs, more));
function resources(inputs: Properties, type = native, more: Partial<RawResource> = {}): readonly Resource[] {
  const own = found(inputs, type, more);
  return own.is === "resource" ? own.resources : [];
}

const account = (properties: Properties, more: Properties = {}) => ({
  type: "Microsoft.DocumentDB/databaseAccounts",
  apiVersion: "2024-11-15",
  name: "orders",
  location: "westeurope",
  properties,
  ...more,
});
const twins = (location: unknown, more: Properties = {}) => ({
  type: "Microsoft.DigitalTwins/digitalTwinsInstances",
  name: "twins",
  ...(location === undefined ? {} : { location }),
  ...more,
});

/** The value at a path, or why nobody knows it. */
function at(resource: Resource | undefined, path: string): unknown {
  try {
    let value: unknown = resource?.props;
    for (const name of path.split(".")) value = (value as Properties | undefined)?.[name];
    return value;
  } catch (error) {
    if (error instanceof Unknown) return `(${error.path}: ${error.why})`;
    throw error;
  }
}
const place = "properties.template.resources[0].properties.enableAutomaticFailover";
const worked = `(${place}: an expression that the deployment works out)`;
const failover = (said: unknown, whole: Properties = {}, more: Properties = {}) =>
  at(
    resources(deployed({ ...template(account({ enableAutomaticFailover: said })), ...whole }, more))[0],
    "enableAutomaticFailover",
  );

describe("expressions", () => {
  const declared = (one: Properties) => ({ parameters: { Failover: one } });
  const given = (value: unknown) => ({ parameters: { failover: value } });
  const use = "[parameters('failover')]";
  test.each<[string, unknown, Properties, Properties, unknown]>([
    ["a parameter that is given", use, declared({ type: "bool" }), given({ value: true }), true],
    ["a default", use, declared({ type: "bool", defaultValue: false }), {}, false],
    ["what is given wins over the default", use, declared({ defaultValue: false }), given({ value: true }), true],
    [
      "a default that is a parameter",
      use,
      { parameters: { failover: { defaultValue: "[parameters('b')]" }, b: { defaultValue: true } } },
      {},
      true,
    ],
    ["a variable", "[ variables( 'on' ) ]", { variables: { on: true } }, {}, true],
    [
      "a variable of a parameter",
      "[variables('on')]",
      { ...declared({}), variables: { on: use } },
      given({ value: true }),
      true,
    ],
    ["true()", "[true()]", {}, {}, true],
    ["a function that only Azure works out", "[equals(1, 1)]", {}, {}, worked],
    ["half an expression", "[parameters('failover'", declared({}), {}, `(${place}: not true or false)`],
    ["a member of a parameter", "[parameters('failover').on]", declared({}), given({ value: { on: true } }), worked],
    [
      "no such parameter",
      "[parameters('x')]",
      {},
      {},
      `(${place}: a parameter or variable that the template does not have)`,
    ],
    ["a secret parameter", use, declared({ type: "securestring" }), given({ value: true }), `(${place}: a secret)`],
    ["a secret default", use, declared({ type: "secureObject", defaultValue: true }), {}, `(${place}: a secret)`],
    [
      "a parameter of a vault",
      use,
      declared({ defaultValue: true }),
      given({ reference: { keyVault: {} } }),
      `(${place}: a secret)`,
    ],
    [
      "a parameter not known yet",
      use,
      declared({ defaultValue: true }),
      given({ value: unknownMarker }),
      `(${place}: not known until the update)`,
    ],
    [
      "parameters not known yet",
      use,
      declared({ defaultValue: true }),
      { parameters: unknownMarker },
      `(${place}: not known until the update)`,
    ],
    [
      "parameters that are a secret",
      use,
      declared({ defaultValue: true }),
      { parameters: "[secret]" },
      `(${place}: a secret)`,
    ],
    [
      "parameters elsewhere",
      use,
      declared({ defaultValue: true }),
      { parametersLink: { uri: "https://x" } },
      `(${place}: given elsewhere)`,
    ],
    ["a value that looks like an expression", use, declared({}), given({ value: "[true()]" }), worked],
    [
      "a variable that leads to itself",
      "[variables('a')]",
      { variables: { a: "[variables('b')]", b: "[variables('a')]" } },
      {},
      worked,
    ],
    [
      "variables made in a loop",
      "[variables('a')]",
      { variables: { copy: [{ name: "a" }] } },
      {},
      `(${place}: made in a loop of the template)`,
    ],
    ["an escaped bracket", "[[x]", {}, {}, `(${place}: not true or false)`],
  ])("%s", (_, said, whole, more, is) => expect(failover(said, whole, more)).toEqual(is));

  test("names are put together", () => {
    const child = {
      type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
      name: "[format('{0}/{1}', toLower(parameters('account')), concat('sh', 'op'))]",
      properties: {},
    };
    const whole = { ...template(child), parameters: { account: { defaultValue: "Orders" } } };
    const [own] = resources(deployed(whole));
    expect([own?.props, own?.azureName, own?.name]).toEqual([
      { accountName: "orders", databaseName: "shop", level: "database" },
      "shop",
      "orders/shop",
    ]);
  });
  test("a name that only Azure works out hides what it names", () => {
    const child = {
      type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
      name: "[concat(uniqueString('a'), '/b')]",
    };
    const [own] = resources(deployed(template(child)));
    expect(at(own, "accountName")).toBe(
      "(properties.template.resources[0].name: an expression that the deployment works out)",
    );
    expect([own?.azureName, own?.name, at(own, "level")]).toEqual([
      undefined,
      "orders properties.template.resources[0]",
      "database",
    ]);
  });
  test("whatever stands on the way is not known either", () => {
    const [own] = resources(deployed(template({ ...account({}), properties: "[parameters('all')]" })));
    expect(at(own, "locations")).toContain("a parameter or variable that the template does not have");
  });
  test("a loop within the properties makes what nobody sees", () => {
    const copy = [
      { name: "locations", count: 2, input: { locationName: "[parameters('r')[copyIndex('locations')]]" } },
    ];
    const [own] = resources(deployed(template(account({ copy, enableFreeTier: true }))));
    expect([at(own, "locations"), at(own, "enableFreeTier")]).toEqual([
      "(properties.template.resources[0].properties.locations: made in a loop of the template)",
      true,
    ]);
    const [other] = resources(deployed(template(account({ copy: "[variables('loops')]" }))));
    expect(at(other, "enableFreeTier")).toContain("made in a loop of the template");
  });
  test("ends, whatever a template holds", () => {
    const variables = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`v${index}`, `[variables('v${index + 1}')]`]),
    );
    expect(failover("[variables('v0')]", { variables })).toBe(worked);
    expect(failover(`[${"concat(".repeat(10_000)}`.concat("]"))).toBe(worked);
    let deep: unknown = 1;
    for (let depth = 0; depth < 50_000; depth++) deep = [deep];
    expect(at(resources(deployed(template(account({ enableFreeTier: true, deep }))))[0], "enableFreeTier")).toBe(true);
    let children: unknown[] = [];
    for (let depth = 0; depth < 5_000; depth++) children = [{ type: "x", name: "x", resources: children }];
    expect(found(deployed(template(account({}, { resources: children }))))).toMatchObject({
      untold: { is: "not judged" },
    });
  });
});

describe("a location left to the group", () => {
  const group = "[resourceGroup().location]";
  const own = (whole: Properties) => resources(deployed(whole)).at(-1);
  const nested = (properties: Properties, more: Properties = {}) =>
    template({ type: "Microsoft.Resources/deployments", name: "inner", properties, ...more });
  test.each<[string, Properties]>([
    ["nothing", template(twins(undefined))],
    ["the group's", template(twins(group))],
    ["a default", { ...template(twins("[parameters('l')]")), parameters: { l: { defaultValue: group } } }],
    ["a nested deployment", nested({ template: template(twins(group)) })],
    [
      "an inner scope",
      nested(
        { template: template(twins(group)), expressionEvaluationOptions: { scope: "Inner" } },
        { resourceGroup: "rg" },
      ),
    ],
  ])("%s", (_, whole) => expect(own(whole)?.props).toEqual({ resourceGroupName: "rg" }));
  test.each<[string, Properties, string]>([
    [
      "the outer group's, in another group",
      nested({ template: template(twins(group)) }, { resourceGroup: "other" }),
      "other",
    ],
    [
      "the outer group's, passed on to another group",
      nested(
        {
          template: { ...template(twins("[parameters('l')]")), parameters: { l: {} } },
          parameters: { l: { value: group } },
          expressionEvaluationOptions: { scope: "inner" },
        },
        { resourceGroup: "other" },
      ),
      "other",
    ],
  ])("%s is not known", (_, whole, name) => {
    expect(at(own(whole), "resourceGroupName")).toBe(name);
    expect(at(own(whole), "location")).toContain("the location of the resource group");
  });
});

describe("what is deployed", () => {
  const names = (inputs: Properties) =>
    resources(inputs).map(({ kind, name, urn }) => [kind, name, urn.split("::").at(-1)]);
  test("every resource of ours, by its own name and the deployment's URN", () => {
    const child = {
      type: "sqlDatabases",
      name: "shop",
      resources: [{ type: "containers", name: "lines", properties: {} }],
    };
    const whole = template(
      account({}, { resources: [child] }),
      { type: "Microsoft.Storage/storageAccounts", name: "s" },
      account({}, { name: "carts" }),
      twins("eastus"),
    );
    expect(names(deployed(whole))).toEqual([
      ["cosmos-account", "orders", "orders"],
      ["cosmos-container", "orders/shop", "orders"],
      ["cosmos-container", "orders/shop/lines", "orders"],
      ["cosmos-account", "carts", "orders"],
      ["digital-twins", "twins", "orders"],
    ]);
  });
  test("what stands beside them", () => {
    const topic = {
      type: "Microsoft.EventGrid/topics",
      name: "t",
      location: "eastus",
      properties: { dataResidencyBoundary: "WithinRegion" },
    };
    expect(found(deployed(template(topic)))).toMatchObject({
      beside: [
        { kind: "event-grid", azureName: "t", props: { location: "eastus", dataResidencyBoundary: "WithinRegion" } },
      ],
    });
  });
  test.each<[string, Properties, unknown]>([
    ["condition: false", { condition: false }, []],
    ["a condition that comes to false", { condition: "[parameters('no')]" }, []],
    ["one that exists already", { existing: true }, []],
    ["condition: true", { condition: true }, [true]],
    [
      "a condition that only Azure works out",
      { condition: "[equals(1, 2)]" },
      ["(: deployed on a condition that is not known here)"],
    ],
    ["a loop", { copy: { name: "all", count: 3 } }, ["(: made in a loop of the template)"]],
  ])("%s", (_, more, is) => {
    const whole = { ...template(account({ enableFreeTier: true }, more)), parameters: { no: { defaultValue: false } } };
    expect(resources(deployed(whole)).map((own) => at(own, "enableFreeTier"))).toEqual(is);
    const inner = {
      type: "Microsoft.Resources/deployments",
      name: "inner",
      properties: { template: template(account({ enableFreeTier: true })) },
      ...more,
    };
    if (!("existing" in more))
      expect(resources(deployed({ ...whole, resources: [inner] })).map((own) => at(own, "enableFreeTier"))).toEqual(is);
  });
  test("an inner scope has parameters of its own, an outer one those of the outer template", () => {
    const inner = {
      ...template(account({ enableFreeTier: "[parameters('on')]" })),
      parameters: { on: { defaultValue: false } },
    };
    const whole = (scope: unknown) => ({
      ...template({
        type: "Microsoft.Resources/deployments",
        name: "inner",
        properties: { template: inner, expressionEvaluationOptions: scope },
      }),
      parameters: { on: { defaultValue: true } },
    });
    const tier = (scope: unknown) => at(resources(deployed(whole(scope)))[0], "enableFreeTier");
    expect([tier(undefined), tier({ scope: "Outer" }), tier({ scope: "inner" })]).toEqual([true, true, false]);
    expect(tier({ scope: "[parameters('x')]" })).toBe("(: in a nested deployment whose scope is not known)");
    // From language version 2.0 on, the scope that is not stated is the inner one.
    const second = { ...whole(undefined), languageVersion: "2.0" };
    expect(at(resources(deployed(second))[0], "enableFreeTier")).toBe(false);
  });
  test.each<[string, unknown]>([
    [
      "a type that only Azure works out",
      { type: "[concat('Microsoft.', 'DocumentDB/', uniqueString('a'))]", name: "x" },
    ],
    ["a resource not known yet", unknownMarker],
    [
      "a nested template elsewhere",
      { type: "Microsoft.Resources/deployments", name: "x", properties: { templateLink: { uri: "https://x" } } },
    ],
    ["a store that no rule covers", { type: "Microsoft.DocumentDB/garnetClusters", name: "x" }],
  ])("beside what is judged, %s is named as not judged", (_, other) => {
    expect(found(deployed(template(other)))).toMatchObject({ is: "not judged" });
    expect(found(deployed(template(account({}), other)))).toMatchObject({
      is: "resource",
      resources: [{ name: "orders" }],
      untold: { is: "not judged", name: "orders", why: expect.any(String) },
    });
  });
  test.each<[string, string, Properties]>([
    ["a secret template", native, { properties: { template: "[secret]" } }],
    ["properties not known yet", native, { properties: unknownMarker }],
    ["resources not known yet", native, deployed({ resources: unknownMarker })],
    ["a template elsewhere", native, { properties: { templateLink: { id: "/x" } } }],
    [
      "a template with comments",
      "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
      { templateContent: "{ // mine" },
    ],
    ["a template spec", "infra:tf:azurerm_resource_group_template_deployment", { template_spec_version_id: "/x" }],
    [
      "a stack of deployments",
      "azure-native:deploymentstacks:DeploymentStackAtResourceGroup",
      { templateLink: { uri: "https://x" } },
    ],
  ])("%s is named as not judged", (_, type, inputs) => expect(found(inputs, type).is).toBe("not judged"));
  test("a template without any of ours is nothing", () => {
    expect(found(deployed(template({ type: "Microsoft.Storage/storageAccounts", name: "s" }))).is).toBe("nothing");
  });
  test("parameters as JSON, and in the oldest form as plain values", () => {
    const whole = {
      ...template(account({ publicNetworkAccess: "[parameters('net')]" })),
      parameters: { net: { type: "string" } },
    };
    const net = (type: string, inputs: Properties) => at(resources(inputs, type)[0], "publicNetworkAccess");
    expect(
      net("azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", {
        templateContent: JSON.stringify(whole),
        parametersContent: JSON.stringify({ net: { value: "Disabled" } }),
      }),
    ).toBe("Disabled");
    expect(
      net("azure:core/templateDeployment:TemplateDeployment", {
        templateBody: JSON.stringify(whole),
        parameters: { net: "Disabled" },
      }),
    ).toBe("Disabled");
  });
  test("what it was before the change is looked for by its name; what is new is created", () => {
    const before = { inputs: deployed(template(account({ enableFreeTier: false }))) };
    const now = deployed(template(account({ enableFreeTier: true }), account({}, { name: "carts" })));
    const [orders, carts] = resources(now, native, { operation: "update", before });
    expect([orders?.operation, at({ props: orders?.before } as Resource, "enableFreeTier")]).toEqual(["update", false]);
    expect([carts?.operation, carts?.before]).toEqual(["create", undefined]);
    const dark = { inputs: { properties: unknownMarker } };
    expect(resources(now, native, { operation: "update", before: dark })[1]?.operation).toBe("update");
  });
});

describe("azapi", () => {
  const type = "Microsoft.DocumentDB/databaseAccounts@2024-11-15";
  const azapi = (inputs: Properties, token = "azapi:index/resource:Resource") =>
    resources({ type, name: "orders", ...inputs }, token)[0];
  test("a patch says a part, and nothing of the rest", () => {
    const body = {
      properties: { enableFreeTier: true, locations: [{ locationName: "eastus" }], consistencyPolicy: {} },
    };
    for (const token of ["azapi:index/updateResource:UpdateResource", "db:tf:azapi_update_resource"]) {
      const own = azapi({ body }, token);
      expect(at(own, "enableFreeTier")).toBe(true);
      expect(at(own, "enableAutomaticFailover")).toBe(
        "(body.properties.enableAutomaticFailover: left as it is in Azure, which nobody sees)",
      );
      expect(at(own, "locations.0.isZoneRedundant")).toContain("left as it is");
      expect(at(own, "consistencyPolicy.defaultConsistencyLevel")).toContain("left as it is");
    }
    const whole = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/carts";
    expect(azapi({ name: undefined, resourceId: whole }, "azapi:index/updateResource:UpdateResource")?.azureName).toBe(
      "carts",
    );
  });
  test.each(["azapi:index/resourceAction:ResourceAction", "db:tf:azapi_resource_action"])(
    "an action declares nothing: %s",
    (token) => {
      expect(found({ type, action: "failoverPriorityChange" }, token)).toMatchObject({
        is: "not judged",
        why: "an act upon a resource, which declares nothing of it",
      });
    },
  );
  test.each<[string, Properties, string]>([
    ["a body not known yet", { body: unknownMarker }, "not known until the update"],
    ["a secret body", { body: "[secret]" }, "a secret"],
    ["a body that is no JSON", { body: "{" }, "not JSON"],
    ["a body that is no object", { body: [] }, "not an object"],
    ["properties not known yet", { body: { properties: unknownMarker } }, "not known until the update"],
    ["a part that is a secret", { body: {}, sensitiveBody: "[secret]" }, "partly stated as a secret"],
  ])("%s", (_, inputs, why) => expect(at(azapi(inputs), "locations")).toContain(why));
  test("a resource that nobody has mapped is unknown", () => {
    expect(at(azapi({ body: {} }, "azapi:index/dataPlaneResource:DataPlaneResource"), "locations")).toContain(
      "nobody has mapped",
    );
  });
  test("a location that is left to the provider is not the group's", () => {
    const [own] = resources(
      {
        type: "Microsoft.DigitalTwins/digitalTwinsInstances@2023-01-31",
        parentId: "/subscriptions/s/resourceGroups/rg",
      },
      "azapi:index/resource:Resource",
    );
    expect([at(own, "location"), at(own, "resourceGroupName")]).toEqual([
      "(location: left to the provider's configuration)",
      "rg",
    ]);
  });
  test("a parent not known yet", () => {
    const child = {
      type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15",
      name: "shop",
      parentId: unknownMarker,
    };
    const madeOf = { parentId: ["urn:a"] };
    const [own] = resources(child, "azapi:index/resource:Resource", { madeOf });
    expect([at(own, "accountName"), at(own, "databaseName"), own?.madeOf]).toEqual([
      "(parentId: not known until the update)",
      "shop",
      { accountName: ["urn:a"] },
    ]);
  });
  test("what Azure answered to a generic resource fills what the program leaves unset", () => {
    const inputs = {
      resourceProviderNamespace: "Microsoft.DocumentDB",
      resourceType: "databaseAccounts",
      properties: {},
    };
    const [own] = resources(inputs, "azure-native:resources:Resource", {
      outputs: { name: "orders", properties: { enableFreeTier: true } },
    });
    expect([at(own, "enableFreeTier"), own?.azureName]).toEqual([true, "orders"]);
  });
});

test("what is made of a deployment may mean anything in it, or nothing", () => {
  const hood = new Neighbourhood();
  const [orders, carts] = resources(deployed(template(account({}), account({}, { name: "carts" }))));
  for (const one of [orders, carts]) hood.add(one as Resource);
  const made = { accountName: unknownMarker, containerName: "lines" };
  const lines = recognise(
    raw("azure-native:cosmosdb:SqlResourceSqlContainer", made, { madeOf: { accountName: [orders?.urn as string] } }),
  );
  const [own] = lines.is === "resource" ? lines.resources : [];
  hood.add(own as Resource);
  expect(hood.seenFrom(own as Resource).referred("accountName", "cosmos-account")).toEqual({
    certain: [],
    open: new Unknown("accountName", "not known until the update", true),
  });
  expect(hood.seenFrom(carts as Resource).referring("cosmos-container", "accountName")).toMatchObject({
    certain: [],
    open: { why: "what orders refers to is not known" },
  });
});

test("of what is not known in any of these forms, no rule says that it passes", () => {
  const dark = [
    resources(deployed(template(account({}, { copy: { name: "all", count: 3 } })))),
    resources(deployed(template({ ...account({}), properties: "[parameters('all')]", kind: "[parameters('all')]" }))),
    resources(
      { type: "Microsoft.DocumentDB/databaseAccounts@2024-11-15", body: unknownMarker },
      "azapi:index/resource:Resource",
    ),
    resources(
      { type: "Microsoft.DocumentDB/databaseAccounts@2024-11-15", body: {} },
      "azapi:index/updateResource:UpdateResource",
    ),
    resources(
      {
        geo_location: unknownMarker,
        backup: unknownMarker,
        capabilities: unknownMarker,
        consistency_policy: unknownMarker,
        automatic_failover_enabled: unknownMarker,
        multiple_write_locations_enabled: unknownMarker,
      },
      "db:tf:azurerm_cosmosdb_account",
    ),
  ].flat();
  expect(dark).toHaveLength(5);
  for (const own of dark)
    for (const rule of loadRules().values())
      if (rule.check && rule.appliesTo === own.kind && rule.scope === undefined)
        expect([rule.id, judge(own, rule, ruling()).outcome]).not.toContain("pass");
});
