const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("strict-pack", {
  policies: [
    {
      name: "two-regions",
      description: "An account has two locations.",
      enforcementLevel: "mandatory",
      severity: "high",
      validateResource: ({ type, props }, report) => {
        if (type === "azure-native:cosmosdb:DatabaseAccount" && props.locations.length < 2) report("It has fewer.");
      },
    },
  ],
});
