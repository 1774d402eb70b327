import { define, numbers } from "./dom";

interface News {
  state: string;
  done: number;
  total?: number | null;
  message?: string;
  next?: string;
}

const UNDERWAY = new Set(["waiting", "queued", "running"]);
const SHORTEST_MS = 400;
const LONGEST_MS = 5000;

/**
 * Follows a job: asks `source` for {state, done, total, message, next} until it has ended, then goes to `next`
 * (the answer's, else the attribute's, else reloads). With the attribute `stream` it listens to server-sent events instead.
 */
class JobProgress extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stream: EventSource | undefined;
  #wait = SHORTEST_MS;

  connectedCallback(): void {
    const source = this.getAttribute("source");
    if (!source) return;
    if (this.hasAttribute("stream")) {
      this.#stream = new EventSource(source);
      this.#stream.onmessage = (event: MessageEvent<string>) => this.#show(JSON.parse(event.data) as News);
      this.#stream.onerror = () => this.#say(this.dataset["lost"]);
    } else {
      void this.#ask(source);
    }
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#stream?.close();
  }

  async #ask(source: string): Promise<void> {
    try {
      const answer = await fetch(source, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      if (this.#show((await answer.json()) as News)) return;
      // Short jobs feel quick, long ones are not asked for all the time.
      this.#wait = Math.min(this.#wait * 1.15, LONGEST_MS / 2);
    } catch {
      this.#say(this.dataset["lost"]);
      this.#wait = LONGEST_MS;
    }
    if (this.isConnected) this.#timer = setTimeout(() => void this.#ask(source), this.#wait);
  }

  /** Shows the news; true when the job has ended. */
  #show(news: News): boolean {
    const bar = this.querySelector("progress")!;
    bar.max = news.total || 1;
    if (news.total) bar.value = news.done;
    else bar.removeAttribute("value");
    this.#put("[data-done]", numbers.format(news.done));
    if (news.total) this.#put("[data-total]", numbers.format(news.total));
    this.#say(news.message);
    this.dataset["state"] = news.state;
    if (UNDERWAY.has(news.state)) return false;
    this.disconnectedCallback();
    this.dispatchEvent(new CustomEvent("k-ended", { bubbles: true, detail: news }));
    const next = news.next ?? this.getAttribute("next");
    if (next) location.assign(next);
    else location.reload();
    return true;
  }

  // Only what changed, so that a screen reader isn't made to repeat itself.
  #say(text: string | undefined): void {
    if (text) this.#put("[data-message]", text);
  }

  #put(where: string, text: string): void {
    const place = this.querySelector(where);
    if (place && place.textContent !== text) place.textContent = text;
  }
}

define("k-progress", JobProgress);
