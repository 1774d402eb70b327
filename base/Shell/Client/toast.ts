import { define, icon, make, word } from "./dom";

const SHOWN_MS = 6000;

/** The region where acts report themselves: "Saved · Undo". Hovering or focusing a message keeps it. */
export class ToastRegion extends HTMLElement {
  #undo: (() => void) | undefined;

  connectedCallback(): void {
    for (const shown of document.querySelectorAll<HTMLElement>("[data-toast]")) this.#show(shown);
    document.addEventListener("keydown", this.#keys);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#keys);
  }

  /** Says a text; with `undo`, offers to take the act back. */
  say(text: string, undo?: () => Promise<void>, tone: "good" | "bad" = "good"): void {
    const toast = make("div", { className: `toast toast--${tone}` }, icon(tone === "good" ? "circle-check" : "circle-alert"), make("span", { className: "toast__text" }, text));
    if (undo) {
      const act = (): void => {
        this.#undo = undefined;
        toast.remove();
        undo().then(() => this.say(word("undone")), (e: Error) => this.say(e.message, undefined, "bad"));
      };
      toast.append(make("button", { className: "toast__act", type: "button", onclick: act }, word("undo")));
      this.#undo = act;
    }
    this.#show(toast);
  }

  /** Shows a message that the server made. */
  show(toast: HTMLElement): void {
    this.#show(toast);
  }

  #show(toast: HTMLElement): void {
    const close = make("button", { className: "toast__close", type: "button", "aria-label": word("close"), onclick: () => toast.remove() }, icon("x"));
    toast.append(close);
    this.replaceChildren(toast);
    const go = (): void => {
      timer = setTimeout(() => toast.remove(), SHOWN_MS);
    };
    let timer: ReturnType<typeof setTimeout>;
    for (const event of ["pointerenter", "focusin"]) toast.addEventListener(event, () => clearTimeout(timer));
    for (const event of ["pointerleave", "focusout"]) toast.addEventListener(event, go);
    go();
  }

  #keys = (event: KeyboardEvent): void => {
    const field = event.target instanceof Element && event.target.matches("input, textarea, [contenteditable]");
    if (event.key === "z" && (event.metaKey || event.ctrlKey) && !event.shiftKey && this.#undo && !field) {
      event.preventDefault();
      this.#undo();
    }
  };
}

/** Says something in the page's toast region. */
export function say(text: string, undo?: () => Promise<void>, tone: "good" | "bad" = "good"): void {
  document.querySelector<ToastRegion>("k-toast")?.say(text, undo, tone);
}

/** Shows a message that the server made in the page's toast region. */
export function show(toast: HTMLElement): void {
  document.querySelector<ToastRegion>("k-toast")?.show(toast);
}

define("k-toast", ToastRegion);
