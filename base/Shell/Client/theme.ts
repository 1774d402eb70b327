import { define } from "./dom";
import { token } from "./http";

/** The choice of appearance: acts at once, and the form's answer is not waited for. */
class ThemeChoice extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("form")?.addEventListener("submit", (event) => {
      const button = event.submitter as HTMLButtonElement | null;
      const form = event.currentTarget as HTMLFormElement;
      if (!button) return;
      event.preventDefault();
      document.documentElement.dataset["theme"] = button.value;
      for (const other of form.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
      void fetch(form.action, { method: "POST", body: new FormData(form, button), headers: { RequestVerificationToken: token() }, redirect: "manual" });
      this.closest("details")?.removeAttribute("open");
    });
  }
}

define("k-theme", ThemeChoice);

// Times are shown in the reader's zone from the second page on.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes(`kith-zone=${encodeURIComponent(zone)}`)) {
  document.cookie = `kith-zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
}
