import { typing } from "./dom";

// Keys of the whole page. An element says which it answers: data-key="n" is clicked, or focused if one types into it.
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) return;
  const mod = event.metaKey || event.ctrlKey;
  if (event.key === "Escape" && typing(event.target) && !document.querySelector("dialog[open]")) {
    (event.target as HTMLElement).blur();
    return;
  }
  if ((typing(event.target) && !mod) || document.querySelector("dialog[open]")) return;
  if (event.key === "?" && !mod) {
    event.preventDefault();
    document.querySelector<HTMLDialogElement>("dialog#keys")?.showModal();
    return;
  }
  const element = answering(mod ? `mod+${event.key.toLowerCase()}` : event.key);
  if (!element) return;
  event.preventDefault();
  if (typing(element)) {
    element.focus();
    if (element instanceof HTMLInputElement) element.select();
  } else {
    element.click();
  }
});

// The page's own comes before the frame's.
function answering(key: string): HTMLElement | undefined {
  const wanted = `[data-key~="${CSS.escape(key)}"]`;
  const all = [...document.querySelectorAll<HTMLElement>(`main ${wanted}, ${wanted}`)].filter((element) => element.checkVisibility());
  return all.find((element) => element.closest("main")) ?? all[0];
}

// A click on the backdrop closes a dialog that has nothing to lose.
document.addEventListener("click", (event) => {
  const dialog = event.target;
  if (dialog instanceof HTMLDialogElement && !dialog.querySelector("form:not([method=dialog])")) dialog.close();
});

// A dialog's opener names it: data-dialog="id".
document.addEventListener("click", (event) => {
  const opener = (event.target as Element).closest<HTMLElement>("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset["dialog"]!);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
  }
});
