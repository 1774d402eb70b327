import { type Control, controlFor } from "./control";
import { define, icon, make, word } from "./dom";
import { Refusal, send } from "./http";
import { refresh, settled } from "./quick";
import { Conflict, patch, same } from "./patch";
import { say } from "./toast";

/**
 * A value edited where it stands: click or Enter opens it, Enter (or leaving it) saves, Escape gives up. The new value
 * shows at once and goes back to the editor with the reason if the server refuses.
 * Attributes: endpoint, name, value, label, kind, version (of the record it belongs to). Event: `k-saved` with {name, value}.
 */
class InlineField extends HTMLElement {
  #control: Control | undefined;

  get value(): string {
    return this.getAttribute("value") ?? "";
  }

  connectedCallback(): void {
    this.#button.addEventListener("click", (event) => {
      event.preventDefault();
      this.#open(this.value);
    });
  }

  get #button(): HTMLElement {
    return this.querySelector<HTMLElement>(":scope > :is(a, button)")!;
  }

  get #text(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-text]")!;
  }

  #open(value: string, error?: string): void {
    this.#close(false);
    const [control, list] = controlFor(this, value);
    this.#control = control;
    const errorId = error ? `${this.getAttribute("name")}-inline-error` : undefined;
    const form = make("form", { className: "inline__form", noValidate: true }, control, ...(list ? [list] : []));
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
      if (error && control.value === value) this.#giveUp(false);
      else this.#commit(false);
    });
    this.#button.hidden = true;
    this.append(form);
    control.focus();
    if (control instanceof HTMLInputElement && control.type !== "date") control.select();
  }

  #keys(event: KeyboardEvent): void {
    if (event.isComposing) return; // Enter that picks a hanzi is not Enter
    const long = this.#control instanceof HTMLTextAreaElement;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#giveUp(true);
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

  #giveUp(focus: boolean): void {
    this.#close(focus);
    settled();
  }

  #commit(focus: boolean): void {
    const control = this.#control;
    if (!control) return;
    const before = this.value;
    const value = control.value;
    if (value === before) {
      this.#giveUp(focus);
      return;
    }
    this.#close(focus);
    const shownBefore = this.#text.textContent ?? "";
    this.#show(value, control instanceof HTMLSelectElement ? control.selectedOptions[0]?.text : value);
    void this.#save(value, before, shownBefore);
  }

  async #save(value: string, before: string, shownBefore: string): Promise<void> {
    this.setAttribute("aria-busy", "true");
    try {
      const saved = await patch(this, value, before);
      this.#show(saved.value ?? value, saved.shown ?? saved.value ?? this.#text.textContent ?? value);
      this.dispatchEvent(new CustomEvent("k-saved", { bubbles: true, detail: { name: this.getAttribute("name"), value } }));
      say(word("saved"), this.#undo(saved.changesetId, before, shownBefore));
      if (this.#isRecord) void refresh();
    } catch (refused) {
      if (refused instanceof Conflict) this.#show(refused.value, refused.text);
      else this.#show(before, shownBefore);
      // The page may have been brought up to date meanwhile, with another copy of this field.
      const editor = this.isConnected ? this : same(this, document);
      if (editor instanceof InlineField) editor.#open(value, (refused as Refusal).message);
    } finally {
      this.removeAttribute("aria-busy");
    }
  }

  /** Whether it is a value of a record: the answer names what to undo, and other parts of the page change with it. */
  get #isRecord(): boolean {
    return this.hasAttribute("version");
  }

  #undo(changeset: string | undefined, before: string, shownBefore: string): (() => Promise<void>) | undefined {
    if (!this.#isRecord) {
      return async () => {
        await patch(this, before, this.value);
        this.#show(before, shownBefore);
      };
    }
    if (!changeset) return undefined;
    return async () => {
      await send("POST", `/api/changesets/${changeset}/undo`, {});
      await refresh();
    };
  }

  #show(value: string, shown = value): void {
    this.setAttribute("value", value);
    this.#text.textContent = value ? shown : this.#text.dataset["empty"] ?? "";
    this.#text.classList.toggle("inline__text--empty", !value);
  }
}

define("k-field", InlineField);
