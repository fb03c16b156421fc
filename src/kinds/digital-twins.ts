import { azureNative, type KindTable } from "./kind";

/** `Microsoft.DigitalTwins/digitalTwinsInstances`. It has no switch for zones, replicas or failover: only where it stands. */
export interface DigitalTwins {
  /** Not set: the location of the resource group. */
  readonly location?: string;
  readonly resourceGroupName?: string;
}

export const digitalTwins: KindTable = {
  kind: "digital-twins",
  arm: ["Microsoft.DigitalTwins/digitalTwinsInstances"],
  named: ["resourceName", "name"],
  fields: { location: "text", resourceGroupName: "text" },
  spellings: [
    { type: azureNative("digitaltwins", "DigitalTwin"), names: {} },
    { type: /^azure:digitaltwins\/instance:Instance$/, names: {} },
  ],
  unmapped: [
    /^azure[\w-]*:(?:.*[:/])?digitaltwins[\w/]*:(?:digitaltwins?)?(?:instance)?$/i,
    /^azurerm:index\/digitalTwinsInstance:\w+$/,
    /^[\w-]+:tf:azurerm_digital_twins_instance$/,
  ],
};
