/**
 * Door 1: the pack. `pulumi preview --policy-pack` loads this file, and Pulumi's runtime calls the function that it exports; it
 * must print nothing before the pack is made. A pack of one's own calls it itself (`templates/azure-hadr`).
 */
import { PolicyPack, type PolicyPackConfig } from "@pulumi/policy";
import { packageData } from "../src/package";
import { answerOnce } from "./answers";
import { policies } from "./policies";
import { unpackOnce } from "./sdk";

/**
 * Makes the pack and serves it to the engine, once in a process. Its version is that in the working folder's `package.json`.
 * `name`: what Pulumi calls it. `config`: as `azure-hadr policy-config` writes it; what the engine is given besides wins.
 * Throws where the SDK is not as we know it.
 */
function azureHadr({ name = "azure-hadr", config }: azureHadr.Own = {}): void {
  unpackOnce();
  answerOnce(() => {
    new PolicyPack(
      name,
      {
        displayName: "Azure high availability and disaster recovery",
        description:
          "Azure Cosmos DB and Digital Twins resources that would not survive the loss of a zone or a region, or whose data would rest where it must not.",
        provider: "azure",
        tags: ["azure", "cosmosdb", "digital-twins", "reliability", "data-residency"],
        repository: packageData().homepage,
        enforcementLevel: "mandatory",
        policies: policies(),
      },
      config,
    );
  });
}

namespace azureHadr {
  /** What a pack of one's own says. Policies of one's own need a pack of their own: this one hands them no properties. */
  export interface Own {
    readonly name?: string;
    readonly config?: PolicyPackConfig;
  }
}

export = azureHadr;
