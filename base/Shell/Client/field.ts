import { define, icon, make, word } from "./dom";
import { Refusal, send } from "./http";
import { say } from "./toast";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Saved {
  value?: string;
  shown?: string;
}

/**
 * A value edited where it stands: click or Enter opens it, Enter (or leaving it) saves, Escape gives up. The new value
 * shows at once and goes back to the editor with the reason if the server refuses.
 * Attributes: endpoint, name, value, label, kind, version. Event: `k-saved` with {name, value}.
 */
class InlineField extends HTMLElement {
  #control: Control | undefined;

  get value(): string {
    return this.getAttribute("value") ?? "";
  }

  connectedCallback(): void {
    this.#button.addEventListener("click", () => this.#open(this.value));
  }

  get #button(): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(":scope > button")!;
  }

  get #text(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-text]")!;
  }

  #open(value: string, error?: string): void {
    this.#close(false);
    const control = (this.#control = this.#make(value));
    const errorId = error ? `${this.getAttribute("name")}-inline-error` : undefined;
    const form = make("form", { className: "inline__form", noValidate: true }, control);
    if (error) {
      form.append(make("p", { className: "field__error", id: errorId, role: "alert" }, icon("circle-alert"), error));
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", errorId!);
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#commit(true);
    });
    control.addEventListener("keydown", (event) => this.#keys(event as KeyboardEvent));
    // After a refusal, leaving must not send the same wrong value again.
    control.addEventListener("blur", () => {
      if (this.#control !== control) return; // closed already: removing it blurs it
      if (error && control.value === value) this.#close(false);
      else this.#commit(false);
    });
    this.#button.hidden = true;
    this.append(form);
    control.focus();
    if (control instanceof HTMLInputElement && control.type !== "date") control.select();
  }

  #make(value: string): Control {
    const kind = this.getAttribute("kind") ?? "text";
    const common = { className: "input inline__control", "aria-label": this.getAttribute("label") ?? "", autocomplete: "off" };
    if (kind === "long") return make("textarea", { ...common, rows: 4, value });
    if (kind === "choice") {
      const select = make("select", common, this.querySelector("template")!.content.cloneNode(true));
      select.value = value;
      return select;
    }
    const type = kind === "date" || kind === "tel" || kind === "email" ? kind : "text";
    return make("input", { ...common, type, inputMode: kind === "number" ? "decimal" : undefined, value });
  }

  #keys(event: KeyboardEvent): void {
    if (event.isComposing) return; // Enter that picks a hanzi is not Enter
    const long = this.#control instanceof HTMLTextAreaElement;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#close(true);
    } else if (event.key === "Enter" && (!long || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      this.#commit(true);
    }
  }

  #close(focus: boolean): void {
    const form = this.querySelector(":scope > form");
    this.#control = undefined; // before removal: removing fires blur
    form?.remove();
    this.#button.hidden = false;
    if (focus) this.#button.focus();
  }

  #commit(focus: boolean): void {
    const control = this.#control;
    if (!control) return;
    const before = this.value;
    const value = control.value;
    const shown = control instanceof HTMLSelectElement ? control.selectedOptions[0]?.text : value;
    this.#close(focus);
    if (value === before) return;
    const shownBefore = this.#text.textContent ?? "";
    this.#show(value, shown);
    this.#save(value).then(
      () => say(word("saved"), async () => this.#save(before, shownBefore)),
      (refused: Refusal) => {
        this.#show(before, shownBefore);
        this.#open(value, refused.message);
      },
    );
  }

  async #save(value: string, shown = value): Promise<void> {
    this.setAttribute("aria-busy", "true");
    try {
      const name = this.getAttribute("name")!;
      const version = this.getAttribute("version");
      const answer = await send("PATCH", this.getAttribute("endpoint")!, { [name]: value }, version ? { "If-Match": version } : {});
      const tag = answer.headers.get("ETag");
      if (tag) this.#versions(tag);
      const saved: Saved = answer.headers.get("Content-Type")?.includes("json") ? ((await answer.json()) as Saved) : {};
      this.#show(saved.value ?? value, saved.shown ?? saved.value ?? shown);
      this.dispatchEvent(new CustomEvent("k-saved", { bubbles: true, detail: { name, value } }));
    } finally {
      this.removeAttribute("aria-busy");
    }
  }

  // Fields of one record share its version.
  #versions(tag: string): void {
    for (const field of document.querySelectorAll(`k-field[endpoint="${CSS.escape(this.getAttribute("endpoint")!)}"]`)) field.setAttribute("version", tag);
  }

  #show(value: string, shown = value): void {
    this.setAttribute("value", value);
    this.#text.textContent = value ? shown : this.#text.dataset["empty"] ?? "";
    this.#text.classList.toggle("inline__text--empty", !value);
  }
}

define("k-field", InlineField);
