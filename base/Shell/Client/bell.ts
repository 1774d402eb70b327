import { define } from "./dom";
import { send } from "./http";
import { say } from "./toast";

interface News {
  unread: number;
  here: number;
  underWay: number;
  label: string;
}

const SOON_MS = 2000;
const SELDOM_MS = 60_000;
const MOST = 100;

/**
 * The bell: asks how many notices were not seen, soon while the reader's own work is under way, seldom else. Tabs tell each
 * other what they heard, and who has heard puts off asking: of many tabs one asks. A notice that leads to the page that is
 * looked at is seen and does not ring. A click opens the newest notices in a panel.
 */
class Bell extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tabs: BroadcastChannel | undefined;
  #ringing = 0;

  connectedCallback(): void {
    this.#ringing = Number.parseInt(this.#count.textContent ?? "", 10) || 0;
    this.#tabs = new BroadcastChannel("kith-bell");
    this.#tabs.onmessage = (event: MessageEvent<News>) => this.#show(event.data, false);
    this.#link.addEventListener("click", this.#toggle);
    document.addEventListener("pointerdown", this.#outside);
    document.addEventListener("visibilitychange", this.#looked);
    this.addEventListener("keydown", this.#keys);
    this.#link.setAttribute("aria-expanded", "false");
    this.#link.setAttribute("role", "button");
    if (this.dataset["here"] !== "0") void this.#seeHere();
    this.#later(Number(this.dataset["underWay"]));
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#tabs?.close();
    document.removeEventListener("pointerdown", this.#outside);
    document.removeEventListener("visibilitychange", this.#looked);
  }

  get #link(): HTMLAnchorElement {
    return this.querySelector("a")!;
  }

  get #count(): HTMLElement {
    return this.querySelector("[data-count]")!;
  }

  get #panel(): HTMLElement {
    return this.querySelector("[data-panel]")!;
  }

  #later(underWay: number): void {
    clearTimeout(this.#timer);
    // Not all tabs at once: the first that asks tells the others.
    this.#timer = setTimeout(() => void this.#ask(), (underWay > 0 ? SOON_MS : SELDOM_MS) * (1 + Math.random() / 4));
  }

  async #ask(): Promise<void> {
    try {
      const answer = await fetch(`/api/notices/count?here=${encodeURIComponent(location.pathname)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const news = (await answer.json()) as News;
      this.#tabs?.postMessage(news);
      this.#show(news, true);
    } catch {
      this.#later(0);
    }
  }

  #show(news: News, own: boolean): void {
    const ringing = news.unread - news.here;
    this.#count.textContent = ringing < MOST ? String(ringing) : `${MOST - 1}+`;
    this.#count.hidden = ringing === 0;
    this.#link.title = news.label;
    this.#link.setAttribute("aria-label", news.label);
    if (own && ringing > this.#ringing && document.visibilityState === "visible") say(this.dataset["said"] ?? "");
    this.#ringing = ringing;
    if (own && news.here > 0) void this.#seeHere();
    this.#later(news.underWay);
  }

  // Only what somebody looks at is seen.
  async #seeHere(): Promise<void> {
    if (document.visibilityState === "visible") await send("POST", "/api/notices/seen", { link: location.pathname }).catch(() => undefined);
  }

  #looked = (): void => {
    if (document.visibilityState === "visible") void this.#ask();
  };

  #toggle = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (this.#panel.hidden) void this.#open();
    else this.#close();
  };

  async #open(): Promise<void> {
    const answer = await fetch("/notices/panel").catch(() => undefined);
    if (!answer?.ok) return location.assign(this.#link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.#panel.replaceChildren(...document.adoptNode(page.body).childNodes);
    this.#panel.hidden = false;
    this.#link.setAttribute("aria-expanded", "true");
    const newest = this.#panel.querySelector<HTMLElement>("[data-newest]")?.dataset["newest"];
    if (!newest) return;
    await send("POST", "/api/notices/seen", { upToId: newest }).catch(() => undefined);
    await this.#ask();
  }

  #close(): void {
    this.#panel.hidden = true;
    this.#link.setAttribute("aria-expanded", "false");
  }

  #outside = (event: Event): void => {
    if (!this.contains(event.target as Node)) this.#close();
  };

  #keys = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.#panel.hidden) return;
    event.stopPropagation();
    this.#close();
    this.#link.focus();
  };
}

define("k-bell", Bell);
