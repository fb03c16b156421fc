/**
 * Stands in for the cloud providers: one gRPC server, to which the engine attaches under every provider's name.
 * What matters to a policy is done as @pulumi/azure-native 3.x does it (Check, Create and Diff of its provider.go):
 * names, locations and API versions filled into the inputs, unknown outputs in a preview, Azure's defaults after it.
 */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { findRegion, normalise } from "../../src/azure/regions";

type Properties = Record<string, unknown>;

/** What the engine sends and takes for a value that nobody knows yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";

/** A class of azure-native; other resources are echoed. */
interface Kind {
  /** The input that Check names after the resource where the program leaves it out. */
  readonly nameInput: string;
  readonly apiVersion: string;
  readonly arm: string;
  /** Outputs that a preview does not know unless an input of that name is set. */
  readonly outputs: readonly string[];
  /** What Azure answers for what the inputs leave out. */
  readonly answer?: (inputs: Properties, name: string) => Properties;
}

const kinds: Readonly<Record<string, Kind>> = {
  ResourceGroup: {
    nameInput: "resourceGroupName",
    apiVersion: "2024-03-01",
    arm: "",
    outputs: ["location", "name", "properties", "type"],
  },
  DatabaseAccount: {
    nameInput: "accountName",
    apiVersion: "2025-10-15",
    arm: "Microsoft.DocumentDB/databaseAccounts",
    outputs: [
      ...["backupPolicy", "capabilities", "consistencyPolicy", "createMode", "databaseAccountOfferType"],
      ...["documentEndpoint", "enableAutomaticFailover", "enableMultipleWriteLocations", "failoverPolicies"],
      ...["instanceId", "kind", "location", "locations", "name", "provisioningState", "readLocations"],
      ...["tags", "type", "writeLocations"],
    ],
    answer: accountAnswer,
  },
  DigitalTwin: {
    nameInput: "resourceName",
    apiVersion: "2023-01-31",
    arm: "Microsoft.DigitalTwins/digitalTwinsInstances",
    outputs: ["createdTime", "hostName", "location", "name", "provisioningState", "tags", "type"],
    answer: (_, name) => ({
      hostName: `${name}.api.weu.digitaltwins.azure.net`,
      provisioningState: "Succeeded",
      publicNetworkAccess: "Enabled",
    }),
  },
};

interface Location {
  readonly locationName?: string;
  readonly failoverPriority?: number;
  readonly isZoneRedundant?: boolean;
}

function accountAnswer(inputs: Properties, name: string): Properties {
  const locations = (inputs.locations as readonly Location[]).map((location) => {
    const region = normalise(location.locationName ?? "");
    return {
      documentEndpoint: `https://${name}-${region}.documents.azure.com:443/`,
      failoverPriority: location.failoverPriority ?? 0,
      id: `${name}-${region}`,
      isZoneRedundant: location.isZoneRedundant ?? false,
      locationName: findRegion(region)?.displayName ?? location.locationName,
      provisioningState: "Succeeded",
    };
  });
  return {
    enableAutomaticFailover: false,
    enableMultipleWriteLocations: false,
    consistencyPolicy: { defaultConsistencyLevel: "Session", maxIntervalInSeconds: 5, maxStalenessPrefix: 100 },
    backupPolicy: {
      type: "Periodic",
      periodicModeProperties: {
        backupIntervalInMinutes: 240,
        backupRetentionIntervalInHours: 8,
        backupStorageRedundancy: "Geo",
      },
    },
    ...inputs,
    documentEndpoint: `https://${name}.documents.azure.com:443/`,
    failoverPolicies: locations.map(({ id, locationName, failoverPriority }) => ({
      id,
      locationName,
      failoverPriority,
    })),
    locations,
    provisioningState: "Succeeded",
    readLocations: locations,
    writeLocations: locations.filter(
      (one) => inputs.enableMultipleWriteLocations === true || one.failoverPriority === 0,
    ),
  };
}

const isAzureNative = (urn: string): boolean => /(?:\$|::)azure-native\w*:/.test(urn);
const kindOf = (urn: string): Kind | undefined =>
  isAzureNative(urn) ? kinds[lastOf(lastOf(urn, "::", 1), ":")] : undefined;
const lastOf = (text: string, separator: string, before = 0): string => text.split(separator).at(-1 - before) ?? "";
/** The same at every run; the real providers draw it at random. */
const autoname = (urn: string): string =>
  lastOf(urn, "::") + createHash("sha256").update(urn).digest("hex").slice(0, 8);

/** The bridge of the classic provider notes in every object which of its properties it has filled in. */
function noteDefaults(value: unknown, filled: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((element) => noteDefaults(element));
  if (typeof value !== "object" || value === null) return value;
  const noted = Object.entries(value).map(([key, inner]) => [key, noteDefaults(inner)]);
  return { __defaults: filled, ...Object.fromEntries(noted) };
}

/** Where two values differ: property path → kind of difference. */
function differences(olds: unknown, news: unknown, path = ""): [string, pb.PropertyDiff.Kind][] {
  if (isDeepStrictEqual(olds, news)) return [];
  if (olds === undefined) return [[path, pb.PropertyDiff.Kind.ADD]];
  if (news === undefined) return [[path, pb.PropertyDiff.Kind.DELETE]];
  const both = [olds, news];
  const lists = both.every(Array.isArray);
  if (!lists && !both.every((value) => typeof value === "object" && value !== null && !Array.isArray(value)))
    return [[path, pb.PropertyDiff.Kind.UPDATE]];
  const keys = [...new Set(both.flatMap((value) => Object.keys(value as object)))].sort();
  return keys.flatMap((key) =>
    differences(
      (olds as Properties)[key],
      (news as Properties)[key],
      lists ? `${path}[${key}]` : path ? `${path}.${key}` : key,
    ),
  );
}

class Provider {
  /** Groups that exist: Azure name → location. One has always been there. */
  private readonly groups = new Map([["rg-data", "westeurope"]]);

  check(urn: string, olds: Properties, news: Properties): Properties {
    if (urn.includes("::azure:") || urn.includes("$azure:"))
      return noteDefaults({ name: olds.name ?? autoname(urn), ...news }, "name" in news ? [] : ["name"]) as Properties;
    const kind = kindOf(urn);
    if (!kind) return news;
    const inputs = { ...news };
    if (inputs[kind.nameInput] === undefined) {
      inputs[kind.nameInput] = olds[kind.nameInput] ?? autoname(urn);
      inputs.__createBeforeDelete = true;
    }
    inputs.location ??= olds.location ?? this.locationOf(inputs.resourceGroupName);
    if (inputs.location === undefined) delete inputs.location;
    if (!/azure-native:\w+\/v\d/.test(urn)) inputs.azureApiVersion ??= kind.apiVersion;
    return inputs;
  }

  private locationOf(group: unknown): string | undefined {
    return group === unknownValue ? unknownValue : this.groups.get(group as string);
  }

  outputs(urn: string, inputs: Properties, preview: boolean): Properties {
    const kind = kindOf(urn);
    if (!kind) return inputs;
    if (preview) return Object.fromEntries(kind.outputs.map((name) => [name, inputs[name] ?? unknownValue]));
    const name = inputs[kind.nameInput] as string;
    if (kind === kinds.ResourceGroup) this.groups.set(name, inputs.location as string);
    const { __createBeforeDelete, resourceGroupName, [kind.nameInput]: _, ...shown } = inputs;
    return { ...shown, ...kind.answer?.(shown, name), name, type: kind.arm || "Microsoft.Resources/resourceGroups" };
  }

  id(urn: string, inputs: Properties): string {
    const kind = kindOf(urn);
    const name = (kind && inputs[kind.nameInput]) ?? inputs.name ?? lastOf(urn, "::");
    if (kind === kinds.ResourceGroup) return `${subscription}/resourceGroups/${name}`;
    const group = inputs.resourceGroupName ?? "rg";
    return `${subscription}/resourceGroups/${group}/providers/${kind?.arm ?? "Microsoft.Other/things"}/${name}`;
  }

  /** What exists outside of every program: whatever is asked for, an account as simple as can be. */
  existing(urn: string, id: string): Properties {
    const [, group, , , , name] = id.split("/").slice(-6);
    return this.check(
      urn,
      {},
      {
        accountName: name,
        createMode: "Default",
        databaseAccountOfferType: "Standard",
        kind: "GlobalDocumentDB",
        location: "westeurope",
        locations: [{ failoverPriority: 0, locationName: "West Europe" }],
        resourceGroupName: group,
      },
    );
  }

  replaces(urn: string, changed: readonly string[]): string[] {
    const kind = kindOf(urn);
    const fixed = kind ? [kind.nameInput, "resourceGroupName", "location"] : [];
    return changed.filter((path) => fixed.includes(path));
  }
}

const plain = (struct: Struct | undefined): Properties => struct?.toJavaScript() ?? {};
const struct = (properties: Properties): Struct => Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);

/** `reply(message, m => m.setX(1))` */
function reply<Message>(message: Message, set: (message: Message) => unknown = () => {}): Message {
  set(message);
  return message;
}

const unary =
  <Question, Answer>(answer: (request: Question) => Answer): grpc.handleUnaryCall<Question, Answer> =>
  (call, callback) => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback(error as Error);
    }
  };

function service(provider: Provider): grpc.UntypedServiceImplementation {
  const nothing = unary(() => new Empty());
  return {
    attach: nothing,
    cancel: nothing,
    delete: nothing,
    getPluginInfo: unary(() => reply(new PluginInfo(), (m) => m.setVersion("3.28.0"))),
    getSchema: unary(() => reply(new pb.GetSchemaResponse(), (m) => m.setSchema("{}"))),
    handshake: unary(() => new pb.ProviderHandshakeResponse()),
    parameterize: unary(() => new pb.ParameterizeResponse()),
    checkConfig: unary((request: pb.CheckRequest) =>
      reply(new pb.CheckResponse(), (m) => m.setInputs(request.getNews())),
    ),
    diffConfig: unary(() => new pb.DiffResponse()),
    configure: unary(() => reply(new pb.ConfigureResponse(), (m) => m.setSupportspreview(true))),
    invoke: unary(() => new pb.InvokeResponse()),
    check: unary((request: pb.CheckRequest) => {
      const inputs = provider.check(request.getUrn(), plain(request.getOlds()), plain(request.getNews()));
      return reply(new pb.CheckResponse(), (m) => m.setInputs(struct(inputs)));
    }),
    diff: unary((request: pb.DiffRequest) => {
      const found = differences(plain(request.getOldInputs()), plain(request.getNews()));
      const changed = [...new Set(found.map(([path]) => path.split(/[.[]/)[0] as string))];
      const replaces = provider.replaces(request.getUrn(), changed);
      return reply(new pb.DiffResponse(), (m) => {
        const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
        m.setChanges(found.length > 0 ? DIFF_SOME : DIFF_NONE);
        m.setDiffsList(changed);
        m.setReplacesList(replaces);
        m.setDeletebeforereplace(replaces.length > 0 && plain(request.getOldInputs()).__createBeforeDelete !== true);
        m.setHasdetaileddiff(true);
        for (const [path, kind] of found) {
          const afresh = replaces.includes(path) ? 1 : 0; // ADD_REPLACE follows ADD, and so on
          m.getDetaileddiffMap().set(
            path,
            reply(new pb.PropertyDiff(), (one) => {
              one.setKind((kind + afresh) as pb.PropertyDiff.Kind);
              one.setInputdiff(true);
            }),
          );
        }
      });
    }),
    create: unary((request: pb.CreateRequest) => {
      const inputs = plain(request.getProperties());
      return reply(new pb.CreateResponse(), (m) => {
        m.setId(request.getPreview() ? "" : provider.id(request.getUrn(), inputs));
        m.setProperties(struct(provider.outputs(request.getUrn(), inputs, request.getPreview())));
      });
    }),
    update: unary((request: pb.UpdateRequest) => {
      const outputs = provider.outputs(request.getUrn(), plain(request.getNews()), request.getPreview());
      return reply(new pb.UpdateResponse(), (m) => m.setProperties(struct(outputs)));
    }),
    read: unary((request: pb.ReadRequest) => {
      const inputs = provider.existing(request.getUrn(), request.getId());
      return reply(new pb.ReadResponse(), (m) => {
        m.setId(request.getId());
        m.setInputs(struct(inputs));
        m.setProperties(struct(provider.outputs(request.getUrn(), inputs, false)));
      });
    }),
  };
}

export interface StubProvider {
  readonly port: number;
  close(): void;
}

export async function startStubProvider(): Promise<StubProvider> {
  const server = new grpc.Server();
  server.addService(ResourceProviderService, service(new Provider()));
  return { port: await listen(server), close: () => server.forceShutdown() };
}

/** Any free port of this machine, for this machine only. */
export const listen = (server: grpc.Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
