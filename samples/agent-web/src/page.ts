import type { Boot, Experiment } from "./api";
import type { Inputs } from "./inputs";
import type { Connection } from "./reactions";

const shownRows = 20;

/** An element of the page, by its id. */
export function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found as T;
}

export function show(id: string, visible: boolean): void {
  element(id).hidden = !visible;
}

/** What the page is doing, or why it cannot. */
export function status(text: string): void {
  element("status").textContent = text;
}

export function showModel(boot: Boot): void {
  show("model", true);
  show("no-model", boot.model === null);
  const facts: [string, string][] = boot.model === null ? [] : [
    ["name", `${boot.model.name} ${boot.model.version}`],
    ["labels", boot.model.labels.join(", ")],
    ["size", `${boot.size} bytes`],
    ["SHA-256", boot.checksum ?? ""],
  ];
  element("facts").replaceChildren(...facts.flatMap(([name, value]) => [text("dt", name), text("dd", value)]));
}

export function showExperiments(experiments: readonly Experiment[], chosen: string | undefined): void {
  show("place", true);
  const options = experiments.map(one => new Option(`${one.name} (${one.status})`, one.id, false, one.id === chosen));
  element<HTMLSelectElement>("experiment").replaceChildren(...options);
  if (options.length === 0) element("connection").textContent = "No experiment is running. Start one, or let this agent take part in a draft, then open this page again.";
}

export function showConnection(connection: Connection): void {
  const unanswered = connection.unanswered > 0 ? `, ${connection.unanswered} not answered yet` : "";
  const why = connection.why ? `: ${connection.why}` : "";
  element("connection").textContent = `${connection.state}${why}, the log is at ${connection.seq}${unanswered}`;
}

/** The fields to fill in by hand. */
export function showFields(inputs: Inputs): void {
  element("fields").replaceChildren(...inputs.fields.map(({ name, kind }) => {
    const field = document.createElement(kind === "text" ? "textarea" : "input");
    if (field instanceof HTMLInputElement) Object.assign(field, { type: "number", step: "any", value: "0" });
    field.name = name;
    field.required = true;
    const label = text("label", name);
    label.append(field);
    return label;
  }));
}

/** What was filled in by hand. */
export function filledIn(inputs: Inputs): Record<string, unknown> {
  const fields = [...element("fields").querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
  return Object.fromEntries(inputs.fields.map(({ name, kind }, n) => {
    const value = fields[n]?.value ?? "";
    return [name, kind === "number" ? Number(value) : value];
  }));
}

export function showSaid(seq: number, label: string, confidence: number, truth: string): void {
  const row = document.createElement("tr");
  row.append(...[`${seq}`, label, `${Math.round(confidence * 100)} %`, truth].map(cell => text("td", cell)));
  const said = element("said");
  said.prepend(row);
  while (said.childElementCount > shownRows) said.lastElementChild?.remove();
}

function text(tag: string, content: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = content;
  return made;
}
