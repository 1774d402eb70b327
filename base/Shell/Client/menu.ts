import { define } from "./dom";

/** A menu over `<details>`: Escape or a click elsewhere closes it, arrows walk through it. */
class Menu extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("pointerdown", this.#outside);
    this.addEventListener("keydown", this.#keys);
  }

  disconnectedCallback(): void {
    document.removeEventListener("pointerdown", this.#outside);
  }

  get #details(): HTMLDetailsElement {
    return this.querySelector("details")!;
  }

  #outside = (event: Event): void => {
    if (!this.contains(event.target as Node)) this.#details.open = false;
  };

  #keys = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.#details.open) {
      event.stopPropagation();
      this.#details.open = false;
      this.querySelector("summary")!.focus();
      return;
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    this.#details.open = true;
    const items = [...this.querySelectorAll<HTMLElement>(".menu__item")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
}

define("k-menu", Menu);
