/** A policy pack without policies: what Pulumi's own part of an analyzer costs. */
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("empty", { policies: [] });
