import { define } from "./dom";

const PAUSE_MS = 160;

/**
 * Search as you type around a GET form: replaces the element whose id is the attribute `results` with the one in the
 * answer. The address is the state: replaced while typing, pushed on Enter or when a filter changes, restored by Back.
 */
class Search extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;
  #shown = "";

  get #form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  connectedCallback(): void {
    this.#shown = this.#address();
    this.#form.addEventListener("input", (event) => {
      if ((event as InputEvent).isComposing) return; // half a pinyin is not a question
      this.#later((event.target as HTMLElement).matches("[type=search], [type=text]") ? PAUSE_MS : 0);
    });
    this.#form.addEventListener("compositionend", () => this.#later(PAUSE_MS));
    this.#form.addEventListener("change", (event) => {
      if (!(event.target as HTMLElement).matches("[type=search]")) void this.#go("push");
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#go("push");
    });
    this.#form.addEventListener("keydown", (event) => this.#keys(event));
    addEventListener("popstate", this.#back);
    // What was typed before the script came counts.
    if (this.#form.querySelector<HTMLInputElement>("input[type=search]")?.value !== (new URLSearchParams(location.search).get("q") ?? "")) this.#later(0);
  }

  disconnectedCallback(): void {
    removeEventListener("popstate", this.#back);
    this.#abort?.abort();
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#go("replace"), ms);
  }

  #keys(event: KeyboardEvent): void {
    const results = document.getElementById(this.getAttribute("results")!);
    if (event.key === "ArrowDown" && (event.target as HTMLElement).matches("[type=search]")) {
      event.preventDefault();
      (results?.querySelector<HTMLElement>("[data-main]") ?? results?.querySelector<HTMLElement>("a[href]"))?.focus();
    }
  }

  #address(): string {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.#form)) if (typeof value === "string" && value !== "") fields.append(name, value);
    const query = fields.toString();
    return new URL(this.#form.action).pathname + (query ? `?${query}` : "");
  }

  async #go(how: "push" | "replace" | "keep", address = this.#address()): Promise<void> {
    clearTimeout(this.#timer);
    if (how === "push" && address === location.pathname + location.search && address === this.#shown) return;
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const id = this.getAttribute("results")!;
    document.getElementById(id)?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { "Kith-Fragment": id }, signal: abort.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(id);
      if (!fresh) throw new Error(id);
      document.getElementById(id)!.replaceWith(document.adoptNode(fresh));
      for (const part of document.querySelectorAll("[data-found]")) part.replaceChildren(...(page.getElementById(part.id)?.childNodes ?? []));
      if (how === "push") history.pushState(null, "", address);
      else if (how === "replace") history.replaceState(null, "", address);
      this.#shown = address;
      this.dispatchEvent(new CustomEvent("k-found", { bubbles: true }));
    } catch (error) {
      if (abort.signal.aborted) return;
      if (how === "keep") location.reload();
      else location.assign(address); // the whole page says what is wrong
    }
  }

  #back = (): void => {
    const fields = new URLSearchParams(location.search);
    for (const control of this.#form.elements) {
      if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) control.checked = fields.getAll(control.name).includes(control.value);
      else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = fields.get(control.name) ?? "";
    }
    void this.#go("keep", location.pathname + location.search);
  };
}

define("k-search", Search);
