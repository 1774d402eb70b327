import { make } from "./dom";

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The control for one value of a k-field, by its kind, with the list of suggestions where it has one. */
export function controlFor(field: HTMLElement, value: string): [control: Control, list?: HTMLDataListElement] {
  const kind = field.getAttribute("kind") ?? "text";
  const common = { className: "input inline__control", "aria-label": field.getAttribute("label") ?? "", autocomplete: "off" };
  const options = field.querySelector("template")?.content.cloneNode(true);
  if (kind === "long") return [make("textarea", { ...common, rows: 4, value })];
  if (kind === "choice") {
    const select = make("select", common, options!);
    select.value = value;
    return [select];
  }
  const type = kind === "date" || kind === "tel" || kind === "email" ? kind : "text";
  const input = make("input", { ...common, type, inputMode: kind === "number" ? "decimal" : undefined, value });
  if (!options) return [input];
  const list = make("datalist", { id: `${field.getAttribute("name")}-options` }, options);
  input.setAttribute("list", list.id);
  return [input, list];
}
