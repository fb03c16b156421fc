/** The page around the sections. */
import type { Overview } from "../../../estate/overview";
import type { CitedDocument, Rule } from "../../../rule";
import type { Checklist } from "./checklist";
import { counted } from "./parts";
import { BasisSection } from "./sections/basis";
import { DrillSection } from "./sections/drill";
import { FiguresSection } from "./sections/figures";
import { FindingsSection } from "./sections/findings";
import { HeadlineSection } from "./sections/headline";
import { ManualSection } from "./sections/manual";
import { MapSection } from "./sections/map";
import { ResidencySection } from "./sections/residency";
import { ResourcesSection } from "./sections/resources";
import { TrendSection, type TrendShown } from "./sections/trend";
import { WaiversSection } from "./sections/waivers";
import type { Picture } from "./world";

export interface PageProps {
  readonly overview: Overview;
  readonly pictures: readonly Picture[];
  readonly checklist: Checklist;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly documents: ReadonlyMap<string, CitedDocument>;
  readonly pageUrl: (rule: string) => string;
  readonly homepage?: string;
  readonly tool: string;
  readonly today: string;
  /** What the history says; absent: there is none. */
  readonly trend?: TrendShown;
  /** Rows that there are, and that the table holds. */
  readonly total: number;
  readonly held: number;
}

const contents = [
  ["headline", "If a place went dark"],
  ["map", "Where it stands"],
  ["drill", "Who has to act"],
  ["findings", "What is open"],
  ["figures", "SLA, RPO, RTO"],
  ["residency", "Where data rests"],
  ["waivers", "Waivers"],
  ["manual", "For a person"],
  ["trend", "Whether it gets better"],
  ["resources", "Every resource"],
  ["basis", "What this rests on"],
] as const;

/** Everything inside `body` but the script and its data. */
export function Page(props: PageProps) {
  const { overview, tool, homepage, today, trend, total, held } = props;
  const parts = contents.filter(([id]) => id !== "trend" || trend);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the report
      </a>
      <header>
        <p class="kicker">Azure availability, recovery and residency</p>
        <h1>The estate on {today}</h1>
        <p class="facts">
          {counted(overview.stacks, "stack")} · {counted(overview.byEnvironment.production, "stack")} of production ·{" "}
          {counted(overview.judged, "resource")} judged · {counted(overview.counts.blocking, "finding")} in the way
        </p>
      </header>
      <nav class="contents" aria-label="Contents">
        <ul>
          {parts.map(([id, title]) => (
            <li>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" tabIndex={-1}>
        <HeadlineSection overview={overview} />
        <MapSection overview={overview} pictures={props.pictures} />
        <DrillSection overview={overview} />
        <FindingsSection {...props} />
        <FiguresSection overview={overview} />
        <ResidencySection overview={overview} />
        <WaiversSection overview={overview} />
        <ManualSection {...props} />
        {trend && <TrendSection trend={trend} />}
        <ResourcesSection total={total} held={held} />
        <BasisSection {...props} />
      </main>
      <footer>
        <p>
          Made by {homepage === undefined ? tool : <a href={homepage}>{tool}</a>} on {today}. Everything is in this
          file: it asks nothing of any network.
        </p>
      </footer>
    </>
  );
}
