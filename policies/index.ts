/** Door 1: the pack. `pulumi preview --policy-pack` runs this file; it must print nothing before the pack is made. */
import { PolicyPack } from "@pulumi/policy";
import { packageData } from "../src/package";
import { answerOnce } from "./answers";
import { policies } from "./policies";
import { unpackOnce } from "./sdk";

unpackOnce();
answerOnce(() => {
  new PolicyPack("azure-hadr", {
    displayName: "Azure high availability and disaster recovery",
    description:
      "Azure Cosmos DB and Digital Twins resources that would not survive the loss of a zone or a region, or whose data would rest where it must not.",
    provider: "azure",
    tags: ["azure", "cosmosdb", "digital-twins", "reliability", "data-residency"],
    repository: packageData().homepage,
    enforcementLevel: "mandatory",
    policies: policies(),
  });
});
