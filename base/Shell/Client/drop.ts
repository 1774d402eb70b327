import { define, numbers } from "./dom";
import { refusal, token } from "./http";

const percent = new Intl.NumberFormat(document.documentElement.lang || undefined, { style: "percent" });
/** How many of several files are named. */
const NAMED = 5;
const UNITS = ["B", "KB", "MB", "GB", "TB"];

/**
 * A file by drop or choice, or several where the input takes them, within a form. Sending shows how far it is and then goes where the answer's Location (or the
 * final address after redirects) leads. With the attribute `at-once` choosing a file sends it.
 */
class FileDrop extends HTMLElement {
  get #input(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("input[type=file]")!;
  }

  connectedCallback(): void {
    for (const name of ["dragenter", "dragover"]) this.addEventListener(name, (event) => this.#over(event as DragEvent, true));
    for (const name of ["dragleave", "drop"]) this.addEventListener(name, (event) => this.#over(event as DragEvent, false));
    this.addEventListener("drop", (event) => {
      const files = [...(event.dataTransfer?.files ?? [])].slice(0, this.#input.multiple ? undefined : 1);
      if (files.length === 0) return;
      const taken = new DataTransfer();
      for (const file of files) taken.items.add(file);
      this.#input.files = taken.files;
      this.#chosen();
    });
    this.#input.addEventListener("change", () => this.#chosen());
    this.closest("form")?.addEventListener("submit", (event) => {
      if (this.#input.files?.length) {
        event.preventDefault();
        this.#send(event.currentTarget as HTMLFormElement, event.submitter);
      }
    });
    if (this.#input.files?.length) this.#chosen(); // chosen before the script came
  }

  #over(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.classList.toggle("drop--over", over);
  }

  #chosen(): void {
    const files = [...(this.#input.files ?? [])];
    if (files.length === 0) return;
    const names = files.slice(0, NAMED).map((file) => file.name);
    if (files.length > NAMED) names.push(`+${numbers.format(files.length - NAMED)}`);
    this.querySelector("[data-title]")!.textContent = names.join(" · ");
    this.querySelector("[data-hint]")!.textContent = size(files.reduce((bytes, file) => bytes + file.size, 0));
    this.classList.add("drop--chosen");
    this.#say("");
    if (this.hasAttribute("at-once")) this.closest("form")?.requestSubmit();
  }

  #send(form: HTMLFormElement, submitter: HTMLElement | null): void {
    const bar = this.querySelector("progress")!;
    const request = new XMLHttpRequest(); // fetch does not tell how much has gone up
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("RequestVerificationToken", token());
    request.upload.onprogress = (event) => {
      bar.hidden = false;
      bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
      this.#say(this.dataset["sending"]!.replace("{percent}", percent.format(bar.value / 100)));
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        location.assign(request.getResponseHeader("Location") ?? request.responseURL);
      } else {
        this.#fail(refusal(request.status, request.responseText).message);
      }
    };
    request.onerror = () => this.#fail(this.dataset["failed"] ?? "");
    this.setAttribute("aria-busy", "true");
    request.send(new FormData(form, submitter));
  }

  #fail(text: string): void {
    this.removeAttribute("aria-busy");
    this.querySelector("progress")!.hidden = true;
    this.#say(text, true);
  }

  #say(text: string, wrong = false): void {
    const said = this.querySelector<HTMLElement>("[data-said]")!;
    said.textContent = text;
    said.classList.toggle("drop__said--wrong", wrong);
  }
}

function size(bytes: number): string {
  let unit = 0;
  while (bytes >= 1000 && unit < UNITS.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${numbers.format(Number(bytes.toFixed(unit === 0 || bytes >= 100 ? 0 : 1)))} ${UNITS[unit]}`;
}

define("k-drop", FileDrop);
