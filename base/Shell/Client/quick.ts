import { typing, word } from "./dom";
import { token } from "./http";
import { say, show } from "./toast";

// The page's own parts, `[data-live]` with an id, brought up to date after something changed: the server renders them, here
// they only change places. A form with data-quick is posted in the background, and its answer's parts are taken likewise.

let stale = false;

/** This page as the server has it now. */
export async function load(): Promise<Document | undefined> {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => undefined);
  return answer?.ok ? parse(await answer.text()) : undefined;
}

/** Takes the live parts over from the page as the server has it now. */
export async function refresh(): Promise<void> {
  const page = await load();
  if (page) take(page);
}

/** Called when an editor has closed: what could not be shown while it was open is shown now. */
export function settled(): void {
  if (stale) void refresh();
}

function parse(text: string): Document {
  return new DOMParser().parseFromString(text, "text/html");
}

function take(page: Document): void {
  stale = false;
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh) continue;
    if (part.querySelector("k-field > form")) {
      stale = true; // somebody is typing in it
      continue;
    }
    for (const open of part.querySelectorAll<HTMLDetailsElement>("details[id][open]")) fresh.querySelector<HTMLDetailsElement>(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
    for (const box of part.querySelectorAll<HTMLInputElement>("input[type=checkbox][id]:checked")) fresh.querySelector(`#${CSS.escape(box.id)}`)?.setAttribute("checked", "");
    for (const typed of part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea[id], input[id]:not([type=checkbox], [type=radio])")) {
      const again = fresh.querySelector<HTMLInputElement>(`#${CSS.escape(typed.id)}`);
      if (again && typed.value !== typed.defaultValue) again.value = typed.value;
    }
    const focused = part.contains(document.activeElement) ? address(document.activeElement!) : undefined;
    part.replaceWith(document.adoptNode(fresh));
    if (focused) document.querySelector<HTMLElement>(focused)?.focus();
  }
  document.title = page.title;
  const toast = page.querySelector<HTMLElement>("[data-toast]");
  if (toast) show(document.adoptNode(toast));
}

/** How to find the same control again in a fresh copy. */
function address(element: Element): string | undefined {
  const field = element.closest("k-field");
  if (field) return `k-field[name="${CSS.escape(field.getAttribute("name")!)}"] > :is(a, button)`;
  return element.id ? `#${CSS.escape(element.id)}` : undefined;
}

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || !form.matches("form[data-quick]")) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  void post(form, event.submitter).finally(() => form.removeAttribute("aria-busy"));
});

async function post(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form, submitter),
    headers: { Accept: "text/html", RequestVerificationToken: token(), "Kith-Here": location.pathname },
  }).catch(() => undefined);
  if (!answer) {
    say(word("offline"), undefined, "bad");
    return;
  }
  const page = parse(await answer.text());
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
    location.assign(answer.url);
  } else if (answer.redirected || page.querySelector("[data-live]")) {
    if (answer.ok) form.reset();
    take(page);
  } else {
    say(page.querySelector(".empty__text")?.textContent ?? word("notSaved"), undefined, "bad");
  }
}

// A long text is sent by Ctrl+Enter or ⌘Enter.
document.addEventListener("keydown", (event) => {
  const area = event.target;
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && typing(area) && area instanceof HTMLTextAreaElement && area.form?.matches("[data-quick]")) {
    event.preventDefault();
    area.form.requestSubmit();
  }
});
