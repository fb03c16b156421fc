/**
 * Writes a stack export of N Cosmos DB accounts, as `pulumi stack export` prints one: the same bytes for the same N.
 * About 1.3 kB each; every tenth has a single location, every other tenth no service-managed failover and no zones.
 * usage: node tools/bench/generate.js N FILE
 */
const fs = require("node:fs");

const regions = ["West Europe", "North Europe", "France Central", "Germany West Central", "Sweden Central", "UK South"];
const stack = "urn:pulumi:prod::estate::pulumi:pulumi:Stack::estate-prod";
const provider = "urn:pulumi:prod::estate::pulumi:providers:azure-native::default_3_28_0";
const providerId = "0b9e9a6e-5f6e-4d0c-8d2f-0c8e2d6f4b11";

/** The account of that number, in the order in which the engine writes properties. */
function account(number) {
  const name = `orders-${String(number).padStart(6, "0")}`;
  const write = regions[number % regions.length];
  const read = regions[(number + 1) % regions.length];
  const single = number % 10 === 3;
  const bare = number % 10 === 7;
  const locations = [{ failoverPriority: 0, isZoneRedundant: !bare, locationName: write }];
  if (!single) locations.push({ failoverPriority: 1, isZoneRedundant: !bare, locationName: read });
  const inputs = {
    accountName: name,
    databaseAccountOfferType: "Standard",
    enableAutomaticFailover: !bare,
    locations,
    resourceGroupName: "rg-orders",
  };
  return {
    urn: `urn:pulumi:prod::estate::azure-native:cosmosdb:DatabaseAccount::${name}`,
    custom: true,
    id: `/subscriptions/00000000/resourceGroups/rg-orders/providers/Microsoft.DocumentDB/databaseAccounts/${name}`,
    type: "azure-native:cosmosdb:DatabaseAccount",
    inputs,
    outputs: { provisioningState: "Succeeded" },
    parent: stack,
    provider: `${provider}::${providerId}`,
    sourcePosition: `project:///index.ts#${1 + (number % 900)},5`,
  };
}

const indent = (value) => `        ${JSON.stringify(value, null, 4).replaceAll("\n", "\n        ")}`;

/** Writes the export of `count` accounts to `file` and gives its size in bytes. Holds about a megabyte at a time. */
function generate(count, file) {
  const out = fs.openSync(file, "w");
  let size = 0;
  let text = `{
    "version": 3,
    "deployment": {
        "manifest": {
            "time": "2026-11-02T08:16:02.123456Z",
            "magic": "8b2a5f3d1c",
            "version": "v3.250.0"
        },
        "secrets_providers": {
            "type": "passphrase",
            "state": { "salt": "v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==" }
        },
        "resources": [
${indent({ urn: stack, custom: false, type: "pulumi:pulumi:Stack" })},
${indent({ urn: provider, custom: true, id: providerId, type: "pulumi:providers:azure-native", inputs: { version: "3.28.0" } })}`;
  const flush = () => {
    size += fs.writeSync(out, text);
    text = "";
  };
  for (let number = 0; number < count; number++) {
    text += `,\n${indent(account(number))}`;
    if (text.length > 1 << 20) flush();
  }
  text += '\n        ],\n        "metadata": {}\n    }\n}\n';
  flush();
  fs.closeSync(out);
  return size;
}

module.exports = { account, generate };

if (require.main === module) {
  const [count, file] = process.argv.slice(2);
  console.log(`${file}: ${generate(Number(count), file)} bytes`);
}
