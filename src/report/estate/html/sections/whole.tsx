/** Whether this is all of it: nobody is to take a part for the whole. */
import type { Overview } from "../../../../estate/overview";
import { count, counted, Shape } from "../parts";

/** Sources that are listed by name. */
const shown = 200;

export function Whole({
  overview: { missing, unseen, notJudged, stacks, resources, judged },
}: {
  readonly overview: Overview;
}) {
  const types = Object.entries(notJudged);
  const few = missing.slice(0, shown);
  if (missing.length + unseen + types.length === 0)
    return (
      <p class="whole">
        <Shape name="circle" tone="kept" /> This is the whole of what was given: {counted(stacks, "stack")} with{" "}
        {counted(resources, "resource")}, {count(judged)} of them of kinds that rules speak of.
      </p>
    );
  return (
    <div class="partial" role="note" aria-label="What is missing">
      <p>
        <Shape name="triangle" tone="person" /> <b>This is not the whole estate.</b> {counted(stacks, "stack")} were
        judged. What is missing is in none of the numbers:
      </p>
      <ul>
        {missing.length > 0 && (
          <li>
            <b>{count(missing.length)}</b> {missing.length === 1 ? "source" : "sources"} could not be judged
            <details>
              <summary>Which, and why</summary>
              <ul>
                {few.map(({ source, stack, why }) => (
                  <li>
                    <code>{source}</code>
                    {stack !== undefined && ` (${stack})`}: {why}
                  </li>
                ))}
                {missing.length > few.length && (
                  <li>and {count(missing.length - few.length)} more, which the other formats list</li>
                )}
              </ul>
            </details>
          </li>
        )}
        {unseen > 0 && (
          <li>
            <b>{count(unseen)}</b> unchanged resources are counted by previews and not shown in them
          </li>
        )}
        {types.length > 0 && (
          <li>
            <b>{count(types.reduce((sum, [, one]) => sum + one.count, 0))}</b> resources may matter and were not judged
            <details>
              <summary>Their types</summary>
              <ul>
                {types.map(([type, one]) => (
                  <li>
                    <code>{type}</code> ({count(one.count)}): {one.why}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </div>
  );
}
