import { define, icon, make } from "./dom";

/** Tags as removable chips over a text field that keeps them comma-separated for the form. */
class Tags extends HTMLElement {
  #values: string[] = [];
  #chips = make("span", { className: "tags__chips" });

  connectedCallback(): void {
    const typed = this.querySelector<HTMLInputElement>("input")!;
    const kept = make("input", { type: "hidden", name: typed.name });
    typed.removeAttribute("name");
    this.prepend(this.#chips, kept);
    this.#add(typed, kept);
    typed.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if ((event.key === "Enter" || event.key === ",") && typed.value.trim()) {
        event.preventDefault();
        this.#add(typed, kept);
      } else if (event.key === "Backspace" && typed.value === "" && this.#values.length) {
        this.#values.pop();
        this.#show(typed, kept);
      }
    });
    typed.addEventListener("blur", () => this.#add(typed, kept));
    this.addEventListener("click", (event) => event.target === this && typed.focus());
  }

  #add(typed: HTMLInputElement, kept: HTMLInputElement): void {
    const fresh = typed.value.split(/[,，、;；]/).map((tag) => tag.trim()).filter(Boolean);
    this.#values = [...new Set([...this.#values, ...fresh])];
    typed.value = "";
    this.#show(typed, kept);
  }

  #show(typed: HTMLInputElement, kept: HTMLInputElement): void {
    kept.value = this.#values.join(", ");
    this.#chips.replaceChildren(
      ...this.#values.map((tag) =>
        make("span", { className: "tag tag--removable" }, tag, make("button", {
          type: "button", className: "tag__remove", "aria-label": (this.dataset["remove"] ?? "").replace("{tag}", tag),
          onclick: () => {
            this.#values = this.#values.filter((other) => other !== tag);
            this.#show(typed, kept);
            typed.focus();
          },
        }, icon("x")))),
    );
  }
}

define("k-tags", Tags);
