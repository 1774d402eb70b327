type Child = Node | string;

/** Makes an element with properties (`data-*` and `aria-*` become attributes) and children. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, with_: Record<string, unknown> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(with_)) {
    if (value === undefined || value === null) continue;
    if (name.includes("-")) element.setAttribute(name, String(value));
    else Reflect.set(element, name, value);
  }
  element.append(...children);
  return element;
}

/** An icon of the sprite whose address the page carries. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg.namespaceURI!, "use");
  use.setAttribute("href", `${word("icons")}#${name}`);
  svg.append(use);
  return svg;
}

/** A text that the server put on the toast region, in the page's language. */
export function word(key: string): string {
  return document.querySelector<HTMLElement>("k-toast")?.dataset[key] ?? "";
}

/** Whether keys go into what has the focus. */
export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select"));
}

/** Registers a custom element. */
export function define(name: `k-${string}`, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

/** Numbers as the page's language writes them. */
export const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
