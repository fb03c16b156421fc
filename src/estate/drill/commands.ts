/** Commands that a person may run on one resource. None of them changes what must not be changed during an outage. */
import { findRegion } from "../../azure/regions";
import type { Act, Command, Step } from "../../drill";
import type { JudgedResource } from "../../estate";

/** What Azure and Pulumi let a name consist of; nothing else is put into a command. */
const names = /^[\p{L}\p{N}_][\p{L}\p{N}_.()/-]{0,259}$/u;
/** What no shell takes for more than a word. */
const bare = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;

/** A word of a command: quoted for POSIX shells and PowerShell alike where it has to be. */
const word = (text: string): string => (bare.test(text) ? text : `'${text}'`);

/** In the place of a name that is not known: quoted, so that a shell makes nothing of it. */
const blank = (what: string): string => `'<${what}>'`;

interface About {
  readonly resource: Pick<JudgedResource, "kind" | "azureName" | "resourceGroup" | "operation">;
  /** `project/stack`, or `organisation/project/stack`. */
  readonly stack: string;
  /** Read from Azure, where the stack is a resource group and none of Pulumi's. */
  readonly live: boolean;
  /** Azure names of those that are lost. */
  readonly regions: readonly string[];
}

/** One for each act of the steps that there is a command for. */
export function commandsFor(steps: readonly Step[], about: About): readonly Command[] {
  const acts = [...new Set(steps.flatMap(({ run }) => run ?? []))];
  return acts.flatMap((act) => commandsOf(act, about));
}

function commandsOf(act: Act, about: About): readonly Command[] {
  const { resource, stack, live, regions } = about;
  const { azureName, resourceGroup } = resource;
  const strange = [azureName, resourceGroup, stack].find((name) => name !== undefined && !names.test(name));
  if (strange !== undefined)
    return [{ for: act, why: "a name holds what no name in Azure does, so no command is put together of it" }];
  const which = (flag: string): string =>
    `${flag} ${azureName === undefined ? blank("name") : word(azureName)} --resource-group ${resourceGroup === undefined ? blank("resource group") : word(resourceGroup)}`;
  const line = (text: string): Command => ({ for: act, line: text });
  switch (act) {
    case "show":
      return [
        line(
          `az cosmosdb show ${which("--name")} --query '{writes:writeLocations[].locationName,reads:readLocations[].locationName}'`,
        ),
      ];
    case "offline": {
      const lost =
        regions.length > 0
          ? regions.map((region) => word(findRegion(region)?.displayName ?? region))
          : [blank("region")];
      return lost.map((region) => line(`az cosmosdb offline-region ${which("--name")} --region ${region}`));
    }
    case "replicas":
      return resource.kind === "documentdb-cluster"
        ? [line(`az documentdb mongocluster replica list ${which("--cluster-name")}`)]
        : [];
    case "promote":
      return resource.kind === "postgresql-cluster"
        ? [
            line(
              `az cosmosdb postgres cluster promote --cluster-name ${blank("name of the replica")} --resource-group ${blank("its resource group")}`,
            ),
          ]
        : [];
    case "refresh":
    case "preview":
      if (live || resource.operation === "read")
        return act === "refresh" ? [{ for: act, why: "which stack of Pulumi declares it is not known" }] : [];
      return [line(`pulumi ${act} --stack ${word(inPulumi(stack))}`)];
  }
}

/** Of two names Pulumi takes the first for an organisation, so without one the stack is named as its project's folder knows it. */
const inPulumi = (stack: string): string => {
  const parts = stack.split("/");
  return parts.length === 2 ? (parts[1] as string) : stack;
};
