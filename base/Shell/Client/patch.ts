import { Refusal, send } from "./http";
import { load } from "./quick";

export interface Saved {
  value?: string;
  shown?: string;
  changesetId?: string;
  customer?: { version: number };
}

/**
 * Sends the value of a k-field. A field with a version belongs to a record: where somebody changed the record meanwhile
 * but not this value, it is sent again; where this very value changed, the refusal says so and names what is there now.
 */
export async function patch(field: HTMLElement, value: string, before: string): Promise<Saved> {
  try {
    return await once(field, value);
  } catch (refused) {
    if (!(refused instanceof Refusal) || refused.status !== 412) throw refused;
    const now = same(field, (await load()) ?? new Document());
    if (!now) throw refused;
    versions(field, now.getAttribute("version")!);
    const there = now.getAttribute("value") ?? "";
    if (there === before && now.dataset["act"] === field.dataset["act"]) return once(field, value);
    const text = now.querySelector("[data-text]")?.textContent ?? there;
    throw new Conflict((field.dataset["now"] ?? refused.message).replace("{value}", text), there, text);
  }
}

/** Somebody else changed the same value. */
export class Conflict extends Refusal {
  constructor(message: string, readonly value: string, readonly text: string) {
    super(412, message);
  }
}

/** The same field in another copy of the page. */
export function same(field: HTMLElement, page: ParentNode): HTMLElement | null {
  return page.querySelector<HTMLElement>(siblings(field) + `[name="${CSS.escape(field.getAttribute("name")!)}"]`);
}

async function once(field: HTMLElement, value: string): Promise<Saved> {
  const name = field.getAttribute("name")!;
  const version = field.getAttribute("version");
  const body = version === null ? { [name]: value } : { field: name, value, version: Number(version) };
  const answer = await send("PATCH", field.getAttribute("endpoint")!, body);
  const saved: Saved = answer.headers.get("Content-Type")?.includes("json") ? ((await answer.json()) as Saved) : {};
  if (saved.customer) versions(field, String(saved.customer.version));
  if (saved.changesetId) field.dataset["act"] = saved.changesetId;
  return saved;
}

// Fields of one record share its version.
function versions(field: HTMLElement, version: string): void {
  for (const other of document.querySelectorAll(siblings(field))) other.setAttribute("version", version);
}

function siblings(field: HTMLElement): string {
  return `k-field[endpoint="${CSS.escape(field.getAttribute("endpoint")!)}"]`;
}
