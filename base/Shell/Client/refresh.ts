import { define } from "./dom";

const OFTEN_MS = 2000;
const SELDOM_MS = 15_000;

/**
 * Looks at the page's own address again and takes over the part of it with the id `data-part`: soon while that part says
 * that work is under way (`data-under-way`), seldom else, not at all while nobody looks. What has the focus keeps it.
 */
class Refresh extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    document.addEventListener("visibilitychange", this.#seen);
    this.#later();
  }

  disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.#seen);
    clearTimeout(this.#timer);
  }

  get #part(): HTMLElement {
    return document.getElementById(this.dataset["part"]!)!;
  }

  #seen = (): void => {
    if (document.visibilityState === "visible") void this.#look();
  };

  #later(): void {
    clearTimeout(this.#timer);
    if (this.isConnected) this.#timer = setTimeout(() => void this.#look(), this.#part.hasAttribute("data-under-way") ? OFTEN_MS : SELDOM_MS);
  }

  async #look(): Promise<void> {
    if (document.visibilityState === "visible") {
      try {
        const answer = await fetch(location.href, { headers: { "Kith-Fragment": "live" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById(this.dataset["part"]!);
        if (answer.ok && fresh) this.#take(fresh);
      } catch {
        // Nobody answers at the moment; what stands here stays.
      }
    }
    this.#later();
  }

  #take(fresh: HTMLElement): void {
    const old = this.#part;
    const focused = old.contains(document.activeElement) ? document.activeElement!.id : "";
    old.replaceWith(document.adoptNode(fresh));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

define("k-refresh", Refresh);
