import { word } from "./dom";

/** An answer that says no: what a person should read, and the messages that belong to fields. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string, readonly fields: Record<string, string[]> = {}) {
    super(message);
  }
}

interface Problem {
  title?: string;
  detail?: string;
  errors?: Record<string, string[]>;
}

/** The page's token against forged requests. */
export function token(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="kith-token"]')?.content ?? "";
}

/** Sends JSON and answers the response. Anything but success throws a {@link Refusal} with a text to show. */
export async function send(method: string, url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      headers: { "Content-Type": "application/json", Accept: "application/json", RequestVerificationToken: token(), ...headers },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Refusal(0, word("offline"));
  }
  if (answer.ok) return answer;
  throw refusal(answer.status, await answer.text());
}

/** Reads problem details (RFC 9457) out of an answer's text. */
export function refusal(status: number, text: string): Refusal {
  let problem: Problem = {};
  try {
    problem = JSON.parse(text) as Problem;
  } catch {
    // Not ours: a proxy's page, say. The general text has to do.
  }
  const errors = problem.errors ?? {};
  const first = Object.values(errors)[0]?.[0];
  return new Refusal(status, first ?? problem.detail ?? problem.title ?? word("notSaved"), errors);
}
