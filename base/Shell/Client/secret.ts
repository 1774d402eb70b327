import { define } from "./dom";

/** A password that can be looked at while it is typed. */
class Secret extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input")!;
    const eye = this.querySelector("button")!;
    eye.hidden = false;
    eye.addEventListener("click", () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      eye.setAttribute("aria-pressed", String(shown));
      eye.setAttribute("aria-label", this.dataset[shown ? "hide" : "show"] ?? "");
      input.focus();
    });
    // What is sent is a password again, so that browsers and their managers see one.
    input.form?.addEventListener("submit", () => (input.type = "password"));
  }
}

define("k-secret", Secret);
