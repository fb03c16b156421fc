/** What an opened row shows. */
import type { Detail, FactCard, Follows, Index, Blob as Opened, RuleCard } from "../payload";
import { cited, make, prose, state } from "./dom";

export function detail(blob: Opened, row: number, index: Index): HTMLElement {
  const own = blob.rows[row] as Detail;
  const follows = own.follows === undefined ? undefined : blob.follows[own.follows];
  return make(
    "div",
    { class: "opened" },
    identity(own, blob),
    ...(own.findings.length === 0
      ? [make("p", {}, "Nothing is open here.")]
      : [make("h3", {}, "Findings"), ...own.findings.map((finding) => findingBox(finding, index))]),
    ...(follows ? lossBoxes(follows, index) : []),
  );
}

function identity(own: Detail, blob: Opened): HTMLElement {
  const list = make("dl", { class: "identity" });
  const line = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") list.append(make("dt", {}, name), make("dd", {}, value));
  };
  line("URN", own.urn);
  line("Type", own.type);
  line("In Azure", [own.resourceGroup, own.azureName].filter((one) => one !== undefined).join(" / "));
  line("Declared in", own.position);
  line("Input", blob.source);
  line("Boundary", blob.boundary);
  if (own.dependants > 0) line("Needed by", `${own.dependants} in the same stack`);
  return list;
}

function findingBox(finding: Detail["findings"][number], index: Index): HTMLElement {
  const { rules, looks } = index;
  const rule = rules[Math.floor(finding.code / 64)] as RuleCard;
  const [severity, became] = [looks.severities[(finding.code >> 3) & 7], looks.states[finding.code & 7]];
  const box = make(
    "article",
    { class: "finding" },
    make("h4", {}, make("a", { href: rule.url }, rule.title)),
    make("p", { class: "tags" }, state(severity), " ", state(became), " ", make("code", {}, rule.id)),
  );
  if (finding.because !== undefined) box.append(make("p", {}, ...prose(finding.because)));
  for (const note of finding.notes) box.append(make("p", { class: "small" }, note));
  if (finding.evidence.length > 0) {
    const values = finding.evidence.flatMap(([path, value]) => [
      make("dt", {}, make("code", {}, path)),
      make("dd", {}, value),
    ]);
    const few: Record<string, string> = finding.evidence.length <= 3 ? { open: "" } : {};
    const title = `What it was decided by: ${finding.evidence.length === 1 ? "1 value" : `${finding.evidence.length} values`}`;
    box.append(make("details", few, make("summary", {}, title), make("dl", { class: "evidence" }, ...values)));
  }
  box.append(make("p", {}, make("b", {}, "Remedy: "), ...prose(finding.does ?? rule.remedy)));
  if (finding.obstacle !== undefined)
    box.append(make("p", {}, make("b", {}, "In its way: "), ...prose(finding.obstacle)));
  box.append(
    make(
      "p",
      {},
      make("b", {}, "Price: "),
      ...prose(finding.price === undefined ? rule.cost : `${finding.price}. ${rule.cost}`),
    ),
  );
  if (rule.stakes.length > 0)
    box.append(
      make(
        "p",
        {},
        make("b", {}, "At stake: "),
        rule.stakes.map(([name, words]) => `${name}: ${words.replace(/\.$/, "")}`).join("; "),
      ),
    );
  box.append(
    make(
      "div",
      { class: "sources" },
      make("b", {}, "Rests on"),
      make("ul", {}, ...rule.cites.map((cite) => make("li", {}, cited(cite)))),
    ),
  );
  return box;
}

function lossBoxes(follows: Follows, index: Index): HTMLElement[] {
  const lines = follows.lines.map(({ what, words, because, facts }) => {
    const sources = facts.map((fact) => index.facts[fact] as FactCard);
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, what),
      make("td", {}, words, ...(because === undefined ? [] : [make("p", { class: "small" }, because)])),
      make(
        "td",
        {},
        ...(sources.length === 0
          ? ["–"]
          : [
              make(
                "details",
                {},
                make("summary", {}, sources.length === 1 ? "1 source" : `${sources.length} sources`),
                make("ul", {}, ...sources.map(({ says, cite }) => make("li", {}, `${says} `, cited(cite)))),
              ),
            ]),
      ),
    );
  });
  const head = make("tr", {}, ...["What", "Follows", "Rests on"].map((title) => make("th", { scope: "col" }, title)));
  return [
    make("h3", {}, "What a lost place means"),
    make(
      "div",
      { class: "frame", role: "group", "aria-label": "What a lost place means", tabindex: "0" },
      make(
        "table",
        {},
        make("caption", { class: "aside" }, "What follows from its configuration"),
        make("thead", {}, head),
        make("tbody", {}, ...lines),
      ),
    ),
    ...follows.acts.map(({ lost, azure, person }) =>
      make(
        "div",
        { class: "acts" },
        make("h4", {}, `If ${lost} is lost`),
        act("Azure", azure, "Azure does nothing by itself."),
        act("A person", person, "Nobody has to do anything."),
      ),
    ),
  ];
}

function act(who: string, sentences: readonly string[], none: string): HTMLElement {
  const told = sentences.length === 0 ? [none] : sentences;
  return make("p", {}, make("b", {}, `${who}: `), told.join(" "));
}
