import { define, word } from "./dom";
import { token } from "./http";
import { say } from "./toast";

/**
 * Forms that answer while one fills them in: what changes is sent at once, and of the page that comes back each element
 * marked `[data-live]` takes the place of the one with its id. Where one is typing stays as it is.
 * A form says by `data-live-action` where it is sent on a change (else to its action); `data-live-submit` sends its own
 * submission the same way. Enter in a cell goes to the cell below (`[data-cell]`), Escape takes back what was typed.
 */
class Live extends HTMLElement {
  #last = Promise.resolve();
  #waiting = 0;

  connectedCallback(): void {
    this.addEventListener("change", (event) => {
      const form = (event.target as HTMLInputElement).form;
      if (form?.dataset["liveAction"] ?? form?.hasAttribute("data-live-submit")) this.#queue(form!);
    });
    this.addEventListener("submit", (event) => {
      const form = event.target as HTMLFormElement;
      if (!form.hasAttribute("data-live-submit")) return;
      event.preventDefault();
      this.#queue(form, event.submitter);
    });
    this.addEventListener("keydown", this.#keys);
  }

  // One after the other, each with what stood there when it changed; the last answer is the one that is shown.
  #queue(form: HTMLFormElement, submitter?: HTMLElement | null): void {
    const body = new FormData(form, submitter);
    const target = form.dataset["liveAction"] || form.action;
    this.#waiting++;
    this.#last = this.#last.then(() => this.#send(target, body));
  }

  async #send(target: string, body: FormData): Promise<void> {
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(target, {
        method: "POST", body, headers: { "Kith-Fragment": "live", RequestVerificationToken: token() },
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const parts = page.querySelectorAll<HTMLElement>("[data-live][id]");
      if (parts.length === 0) throw new Error(answer.statusText);
      if (this.#waiting === 1) for (const part of parts) this.#take(part);
    } catch {
      say(word("offline"), undefined, "bad");
    } finally {
      if (--this.#waiting === 0) this.removeAttribute("aria-busy");
    }
  }

  #take(fresh: HTMLElement): void {
    const old = document.getElementById(fresh.id);
    if (!old || old.outerHTML === fresh.outerHTML) return;
    const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLInputElement) : undefined;
    const again = focused?.id ? fresh.querySelector<HTMLInputElement>(`#${CSS.escape(focused.id)}`) : undefined;
    const typed = focused && "value" in focused ? { value: focused.value, at: focused.selectionStart } : undefined;
    const open = [...old.querySelectorAll("details")].map((details) => details.open);
    fresh.querySelectorAll("details").forEach((details, at) => (details.open = open[at] ?? details.open));
    old.replaceWith(document.adoptNode(fresh));
    if (!focused) return;
    const place = again ?? fresh.querySelector<HTMLInputElement>("input, button, a") ?? fresh;
    if (again && typed && again.value !== typed.value && again.type !== "checkbox" && again.type !== "radio") {
      again.value = typed.value;
      // The browser takes it for what stood there when one came, and would not say that it changed.
      again.addEventListener("blur", () => again.dispatchEvent(new Event("change", { bubbles: true })), { once: true });
    }
    place.focus({ preventScroll: true });
    if (again?.type === "text" && typed?.at != null) again.setSelectionRange(typed.at, typed.at);
  }

  #keys = (event: KeyboardEvent): void => {
    const cell = event.target as HTMLInputElement;
    if (event.isComposing || !cell.matches("input[data-cell]")) return;
    if (event.key === "Escape") {
      cell.value = cell.defaultValue;
      event.stopPropagation();
    } else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
      const cells = [...this.querySelectorAll<HTMLInputElement>("input[data-cell]")].filter((other) => other.checkVisibility());
      const next = cells[cells.indexOf(cell) + (event.key === "ArrowUp" ? -1 : 1)];
      event.preventDefault();
      if (next) {
        next.focus();
        next.select();
      } else {
        cell.blur();
      }
    }
  };
}

define("k-live", Live);
