import { azureNative, azurerm, type KindTable } from "./kind";

/** `Microsoft.DigitalTwins/digitalTwinsInstances`. It has no switch for zones, replicas or failover: only where it stands. */
export interface DigitalTwins {
  /** Not set: the location of the resource group. */
  readonly location?: string;
  readonly resourceGroupName?: string;
}

export const digitalTwins: KindTable = {
  kind: "digital-twins",
  arm: [{ id: "Microsoft.DigitalTwins/digitalTwinsInstances/{}" }],
  named: ["resourceName", "name"],
  fields: { location: "text", resourceGroupName: "text" },
  spellings: [
    { type: azureNative("digitaltwins", "DigitalTwin"), names: {} },
    ...azurerm("digitaltwins/instance:Instance", "digital_twins_instance", { names: {} }),
  ],
  unmapped: [/^azure[\w-]*:(?:.*[:/])?digitaltwins[\w/]*:(?:digitaltwins?)?(?:instance)?$/i],
};
