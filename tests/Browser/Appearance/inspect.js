// What is wrong with the page as it stands, as sentences. Evaluated in the page.
({ language, touch, names }) => {
  const found = [];
  const root = document.documentElement;
  const seen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.getClientRects().length > 0;
  const unseen = (element) => element.closest(".unseen, .skip, .scriptless") !== null;
  const name = (element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${(element.innerText ?? "").trim().slice(0, 40)}`;

  // Not innerWidth: a phone's browser zooms out to show a page that is too wide.
  const width = root.clientWidth;
  if (root.scrollWidth > width) {
    const wide = [...document.querySelectorAll("body *")].filter((element) => seen(element) && element.getBoundingClientRect().right > width + 1
      && !scrolls(element.parentElement)).slice(0, 3);
    found.push(`the page scrolls sideways: ${root.scrollWidth} > ${width} px: ${wide.map(name).join("; ")}`);
  }

  // A text that its control cuts off.
  for (const control of document.querySelectorAll(".btn, .tabs__item, .pill, .tag, .chip, .menu__item, .rail__item, .steps__text, .note__title, .figure__label, .figure__value, h1, h2, th")) {
    if (seen(control) && !unseen(control) && control.clientWidth > 0 && control.scrollWidth > control.clientWidth + 1) {
      found.push(`cut: ${name(control)} (${control.scrollWidth} > ${control.clientWidth})`);
    }
  }

  // On a desk a list shows all its columns; a file's first rows are as wide as the file.
  for (const table of document.querySelectorAll(".tableview:not(:has(.table--raw))")) {
    if (seen(table) && table.scrollWidth > table.clientWidth + 1) found.push(`a table scrolls sideways: ${table.scrollWidth} > ${table.clientWidth} px`);
  }

  // A word of a column that is broken letter by letter: the column is narrower than two of them.
  for (const cell of document.querySelectorAll("main :is(td, th, dt, dd, h1, h2)")) {
    if (!seen(cell) || unseen(cell)) continue;
    const text = cell.innerText.trim();
    const style = getComputedStyle(cell);
    const inside = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const lines = (cell.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)) / parseFloat(style.lineHeight);
    if (text.length > 2 && lines > 2.5 && inside > 0 && inside < 3 * parseFloat(style.fontSize)) found.push(`crushed to ${Math.round(inside)} px: ${name(cell)}`);
  }

  if (touch) {
    for (const target of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")) {
      if (!seen(target) || unseen(target) || target.disabled || isInline(target) || target.matches("[role=region]")) continue;
      const area = reach(target.closest("label") ?? target);
      const least = target.closest("table, .dense") ? 24 : 40;
      if (area.height < least - 0.5 || area.width < 24) found.push(`target of ${Math.round(area.width)} × ${Math.round(area.height)} px: ${name(target)}`);
    }
  }

  if (document.querySelectorAll("h1").length !== 1) found.push(`${document.querySelectorAll("h1").length} h1`);
  if (root.lang !== language) found.push(`lang is ${root.lang}`);
  const first = document.querySelector("a[href], button, input, select, textarea, summary");
  if (!first?.matches(".skip[href='#main']")) found.push("the skip link is not first");
  found.push(...strangers());
  return found;

  function scrolls(element) {
    for (; element && element !== document.body; element = element.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX)) return true;
    }
    return false;
  }

  // Where a finger hits it: its own box, or a larger one laid over it.
  function reach(element) {
    const { width, height } = element.getBoundingClientRect();
    const over = getComputedStyle(element, "::after");
    return over.position === "absolute" ? { width: Math.max(width, parseFloat(over.width)), height: Math.max(height, parseFloat(over.height)) } : { width, height };
  }

  // A link within a sentence, which stands in its line.
  function isInline(element) {
    return getComputedStyle(element).display === "inline" && element.matches("a");
  }

  // Words of the other language: the data of these pages are of the page's own.
  function strangers() {
    const strange = language === "en" ? /[\p{Script=Han}\u3001\u3002\uff01-\uff5e]+/u : /[A-Za-z]{2,}(?:[' ][A-Za-z]{2,})*/;
    const own = /(?<![A-Za-z])(Kith|EspoCRM|Salesforce|Twenty|Zoho CRM|CSV|TSV|XLSX?|HTML|vCard|Excel|Windows|UTF-\d+|GB18030|GBK|SHA-256|QQ|VAT|IBAN|Ctrl|Esc|[KMG]B|CN|HK|DE|https?|\.com|--[a-z-]+)(?![A-Za-z])/g;
    const data = /\S+@[\w.-]+|\S+\.(csv|tsv|xlsx|example)|[0-9a-f]{12,}/g;
    const without = (text) => names.reduce((left, name) => left.replaceAll(name, ""), text.replace(data, "").replace(own, ""));
    const texts = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!foreign(node.parentElement) && !node.parentElement.matches("script, template")) texts.add(node.data);
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt], [data-empty]")) {
      if (!foreign(element)) for (const what of ["aria-label", "title", "placeholder", "alt", "data-empty"]) texts.add(element.getAttribute(what) ?? "");
    }
    texts.add(document.title);
    return [...texts].filter((text) => strange.test(language === "en" ? text : without(text))).map((text) => `not in ${language}: ${text.trim()}`);
  }

  // Said to be in another language, or a name that a person or a machine gave.
  function foreign(element) {
    return element.closest(`[lang]:not([lang="${language}"]), code, .mono, select[name="reading.encoding"]`) !== null;
  }
}
