/** The table: a page of rows at a time, filtered as one types. */
import type { Estate } from "./data";
import { detail } from "./detail";
import { make, state, there } from "./dom";
import { type Asked, filtered, type SortKey, sorted } from "./filter";

const rowsPerPage = 100;

export function table(estate: Estate): void {
  const { index } = estate;
  const { rows, stacks } = index;
  const body = there("rows").querySelector("tbody") as HTMLTableSectionElement;
  const form = there("browse").querySelector("form") as HTMLFormElement;
  const text = there<HTMLInputElement>("f-text");
  const choice = (id: string): HTMLSelectElement => there<HTMLSelectElement>(`f-${id}`);
  let [key, descending]: [SortKey, boolean] = ["worst", true];
  let order = sorted(estate, key, descending);
  let shown: number[] = [];
  let page = 0;

  const options = (id: string, names: readonly string[]): void =>
    choice(id).append(
      ...names
        .map((name, at) => [name, at] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, at]) => make("option", { value: String(at) }, name)),
    );
  options("team", index.teams);
  options("criticality", index.criticalities);
  options(
    "region",
    index.regions.map(([, words]) => words),
  );
  options(
    "rule",
    index.rules.map(({ title }) => title),
  );
  // Environments stand in the page by their names: everything else by its place in the index.
  for (const option of choice("environment").options)
    if (option.value !== "") option.value = String(index.environments.indexOf(option.value));

  const asked = (): Asked => {
    const of = (id: string): number => (choice(id).value === "" ? -1 : Number(choice(id).value));
    return {
      words: text.value.toLowerCase().split(/\s+/).filter(Boolean),
      team: of("team"),
      environment: of("environment"),
      criticality: of("criticality"),
      region: of("region"),
      rule: of("rule"),
      severity: of("severity"),
      outcome: of("outcome"),
    };
  };

  function refresh(): void {
    shown = filtered(estate, asked(), order);
    page = 0;
    const [some, all] = [shown.length, rows.name.length].map((value) => value.toLocaleString("en"));
    there("count").textContent = some === all ? `${all} resources` : `${some} of ${all} resources`;
    draw();
  }

  function draw(): void {
    const pages = Math.max(1, Math.ceil(shown.length / rowsPerPage));
    there("page").textContent = `Page ${page + 1} of ${pages}`;
    there<HTMLButtonElement>("previous").disabled = page === 0;
    there<HTMLButtonElement>("next").disabled = page >= pages - 1;
    const few = shown.slice(page * rowsPerPage, (page + 1) * rowsPerPage);
    body.replaceChildren(...few.map(line));
    if (few.length === 0) body.append(make("tr", {}, make("td", { colspan: "9" }, "No resource fits all of that.")));
  }

  function line(row: number): HTMLTableRowElement {
    const stack = rows.stack[row] as number;
    const place = index.places[rows.places[row] as number];
    const names = (of: readonly number[] = []): string => of.map((at) => index.regions[at]?.[1]).join(", ");
    const button = make("button", { type: "button", "aria-expanded": "false" }, rows.name[row] ?? "");
    const cell = (name: string, ...children: (Node | string)[]): HTMLElement =>
      make("td", { class: `c-${name}` }, ...children);
    const copies = names(place?.copies);
    const opened = make(
      "tr",
      {},
      make(
        "th",
        { scope: "row" },
        button,
        make(
          "span",
          { class: "small" },
          [index.kinds[rows.kind[row] as number], rows.azureName[row]].filter(Boolean).join(" · "),
        ),
        make("span", { class: "small narrow" }, stacks.name[stack] ?? ""),
      ),
      cell("stack", stacks.name[stack] ?? ""),
      cell("team", index.teams[stacks.team[stack] as number] ?? ""),
      cell(
        "environment",
        index.environments[stacks.environment[stack] as number] ?? "",
        make("span", { class: "small" }, index.criticalities[stacks.criticality[stack] as number] ?? ""),
      ),
      cell(
        "regions",
        names(place?.live) || "–",
        ...(copies ? [make("span", { class: "small" }, `copies in ${copies}`)] : []),
      ),
      cell("worst", worstCell(row)),
      cell("open", String(estate.open[row])),
      cell("writes", state(index.looks.writes[rows.writes[row] as number])),
      cell("data", state(index.looks.data[rows.data[row] as number])),
    );
    button.addEventListener("click", () => void toggle(row, opened, button));
    return opened;
  }

  function worstCell(row: number): HTMLElement {
    const worst = estate.worst[row] as number;
    if (worst === 0) return state(undefined, "nothing open");
    if (worst === 1) return state(index.looks.states[2]);
    const blocks = worst > 10;
    const severity = index.looks.severities[(blocks ? 20 : 10) - worst];
    return make(
      "span",
      {},
      state(severity),
      make("span", { class: "small" }, index.looks.states[blocks ? 0 : 1]?.words ?? ""),
    );
  }

  async function toggle(row: number, above: HTMLTableRowElement, button: HTMLButtonElement): Promise<void> {
    if (button.getAttribute("aria-expanded") === "true") {
      button.setAttribute("aria-expanded", "false");
      above.nextElementSibling?.remove();
      return;
    }
    button.setAttribute("aria-expanded", "true");
    const cell = make("td", { colspan: "9" });
    above.after(make("tr", { class: "detail" }, cell));
    cell.append(detail(await estate.blobOf(row), rows.detail[row] as number, index));
  }

  function turnTo(next: number): void {
    page = next;
    draw();
    there("browse").scrollIntoView();
  }

  text.addEventListener("input", refresh);
  // The search has been followed letter by letter: rows must not be drawn anew while one of them is clicked.
  form.addEventListener("change", ({ target }) => {
    if (target !== text) refresh();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(refresh));
  there("previous").addEventListener("click", () => turnTo(page - 1));
  there("next").addEventListener("click", () => turnTo(page + 1));
  for (const head of there("rows").querySelectorAll<HTMLButtonElement>("th button"))
    head.addEventListener("click", () => {
      const next = head.dataset.sort as SortKey;
      // Names from A, everything that is counted or weighed from the gravest.
      descending = next === key ? !descending : ["worst", "open", "writes", "data"].includes(next);
      key = next;
      for (const one of there("rows").querySelectorAll("th[aria-sort]")) one.removeAttribute("aria-sort");
      head.parentElement?.setAttribute("aria-sort", descending ? "descending" : "ascending");
      order = sorted(estate, key, descending);
      refresh();
    });
  // Links elsewhere in the page show what they speak of.
  document.addEventListener("click", ({ target }) => {
    const link = (target as Element).closest<HTMLAnchorElement>('a[href="#resources"]');
    if (!link) return;
    const { team, region, rule } = link.dataset;
    const pick = (id: string, at: number): void => {
      choice(id).value = at < 0 ? "" : String(at);
    };
    if (team === undefined && region === undefined && rule === undefined) return;
    text.value = "";
    for (const select of form.querySelectorAll("select")) select.value = "";
    if (team !== undefined) pick("team", index.teams.indexOf(team));
    if (region !== undefined)
      pick(
        "region",
        index.regions.findIndex(([name]) => name === region),
      );
    if (rule !== undefined)
      pick(
        "rule",
        index.rules.findIndex(({ id }) => id === rule),
      );
    refresh();
  });
  there("browse").hidden = false;
  refresh();
}
