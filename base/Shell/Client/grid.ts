import { define, numbers, typing } from "./dom";

/**
 * A table of records: j/k or arrows walk the rows (the focus goes to each row's `[data-main]` link, so Enter opens it),
 * x selects, a click anywhere in a row opens it, `a[data-more]` loads the next rows below.
 * `[data-bulk]` shows while something is selected, with the count in `[data-count]`.
 */
class Grid extends HTMLElement {
  #last: HTMLTableRowElement | undefined;

  connectedCallback(): void {
    this.addEventListener("click", this.#click);
    this.addEventListener("change", this.#selected);
    document.addEventListener("keydown", this.#keys);
    this.#selected();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#keys);
  }

  get #rows(): HTMLTableRowElement[] {
    return [...this.querySelectorAll<HTMLTableRowElement>("tbody tr")].filter((row) => row.querySelector("[data-main]"));
  }

  #keys = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const inside = this.contains(document.activeElement);
    const step = event.key === "j" || (inside && event.key === "ArrowDown") ? 1 : event.key === "k" || (inside && event.key === "ArrowUp") ? -1 : 0;
    const current = document.activeElement?.closest("tr") as HTMLTableRowElement | null;
    if (step) {
      event.preventDefault();
      this.#walk(current ?? this.#last, step);
    } else if (event.key === "x" && current) {
      current.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
    }
  };

  #walk(from: HTMLTableRowElement | null | undefined, step: number): void {
    const rows = this.#rows;
    const at = from ? rows.indexOf(from) : -1;
    const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
    next?.querySelector<HTMLElement>("[data-main]")?.focus();
    next?.scrollIntoView({ block: "nearest" });
    this.#last = next;
  }

  #click = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const more = target.closest<HTMLAnchorElement>("a[data-more]");
    if (more) {
      event.preventDefault();
      void this.#more(more);
      return;
    }
    const row = target.closest("tbody tr");
    const main = row?.querySelector<HTMLAnchorElement>("a[data-main]");
    const selecting = (getSelection()?.toString() ?? "") !== "";
    if (!main || selecting || target.closest("a, button, input, label, select, summary, k-field")) return;
    if (event.metaKey || event.ctrlKey) open(main.href, "_blank", "noopener");
    else main.click();
  };

  #selected = (event?: Event): void => {
    const boxes = [...this.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox][data-select]")];
    const all = this.querySelector<HTMLInputElement>("thead input[type=checkbox][data-select-all]");
    if (event && event.target === all) for (const box of boxes) box.checked = all!.checked;
    const count = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest("tr")!.classList.toggle("table__row--selected", box.checked);
    if (all) {
      all.checked = count > 0 && count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    }
    for (const bar of document.querySelectorAll<HTMLElement>("[data-bulk]")) {
      bar.hidden = count === 0;
      const place = bar.querySelector<HTMLElement>("[data-count]");
      if (place) place.textContent = numbers.format(count);
    }
  };

  async #more(link: HTMLAnchorElement): Promise<void> {
    link.setAttribute("aria-busy", "true");
    const answer = await fetch(link.href, { headers: { "Kith-Fragment": "rows" } }).catch(() => undefined);
    if (!answer?.ok) {
      location.assign(link.href);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const last = this.#rows.at(-1);
    this.querySelector("tbody")!.append(...[...page.querySelectorAll("tbody tr")].map((row) => document.adoptNode(row)));
    const next = page.querySelector("a[data-more]");
    if (next) link.replaceWith(document.adoptNode(next));
    else link.remove();
    this.#keep();
    this.#walk(last, 1);
    this.#selected();
  }

  // Coming back or reloading shows as many rows as were here.
  #keep(): void {
    const here = new URL(location.href);
    here.searchParams.set("limit", String(this.#rows.length));
    history.replaceState(null, "", here);
  }
}

define("k-grid", Grid);
