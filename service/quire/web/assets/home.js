"use strict";

const root = new URL(".", location.href);
const form = document.querySelector("form.search");
const box = form.elements.q;
const list = document.getElementById("suggestions");
const told = document.getElementById("suggested");

// Where nobody has configured it, the service stands where this page does.
for (const place of document.querySelectorAll(".origin")) {
  place.textContent = root.href.replace(/\/$/, "");
}

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = !navigator.clipboard;
  const label = button.firstChild;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    label.textContent = "Copied";
    setTimeout(() => (label.textContent = "Copy"), 2000);
  });
}

// A smaller copy cannot always be made at once: then the picture itself is shown.
for (const picture of document.querySelectorAll("article img[srcset]")) {
  const whole = () => picture.removeAttribute("srcset");
  picture.addEventListener("error", whole, { once: true });
  if (picture.complete && !picture.naturalWidth) whole();
}

function address(path, parameters) {
  const url = new URL(path, root);
  url.search = new URLSearchParams(parameters);
  return url;
}

async function ask(path, parameters, signal) {
  const answer = await fetch(address(path, parameters), { signal });
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`);
  return (await answer.json()).data;
}

// The API marks what matched; of its HTML only texts and marks are taken over.
function marked(html) {
  const parts = new DOMParser().parseFromString(html, "text/html").body.childNodes;
  return [...parts].map((part) => {
    if (part.nodeName !== "MARK") return part.textContent;
    const mark = document.createElement("mark");
    mark.textContent = part.textContent;
    return mark;
  });
}

// Names of tags and authors are plain: a word that begins with a typed one is marked here.
function withMarks(name, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return name.split(/([\s-]+)/).map((word) => {
    const length = Math.max(0, ...words.filter((w) => word.toLowerCase().startsWith(w)).map((w) => w.length));
    if (!length) return word;
    const mark = document.createElement("mark");
    mark.textContent = word.slice(0, length);
    const both = document.createElement("span");
    both.append(mark, word.slice(length));
    return both;
  });
}

function option(number, kind, parts, href, lang) {
  const item = document.createElement("li");
  const text = document.createElement("bdi");
  const note = document.createElement("span");
  item.id = `suggestion-${number}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.href = href;
  text.append(...parts);
  if (lang) text.lang = lang;
  note.className = "soft";
  note.textContent = kind;
  item.append(text, " ", note);
  return item;
}

function readingAddress(item) {
  if (/^https?:\/\//.test(item.url)) return item.url;
  return address(`v1/${item.type}s/${encodeURIComponent(item.slug)}`, { lang: item.lang }).href;
}

let chosen = -1;
let asked = null;

function choose(number) {
  const options = list.children;
  options[chosen]?.setAttribute("aria-selected", "false");
  chosen = options.length ? (number + options.length + 1) % (options.length + 1) : -1;
  if (chosen === options.length) chosen = -1;
  const now = options[chosen];
  now?.setAttribute("aria-selected", "true");
  now?.scrollIntoView({ block: "nearest" });
  if (now) box.setAttribute("aria-activedescendant", now.id);
  else box.removeAttribute("aria-activedescendant");
}

function show(options, words) {
  list.replaceChildren(...options);
  list.hidden = !options.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  told.textContent = words;
  chosen = -1;
  choose(-1);
}

function close() {
  asked?.abort();
  show([], "");
}

async function suggest() {
  asked?.abort();
  const typed = box.value;
  if (!typed.trim()) return close();
  const { signal } = (asked = new AbortController());
  const lang = form.elements.lang ? { lang: form.elements.lang.value } : {};
  const begun = /\s$/.test(typed) ? {} : { prefix: "true" };
  try {
    const [found, terms] = await Promise.all([
      ask("v1/search", { q: typed, limit: 6, fields: "title,lang", ...begun, ...lang }, signal),
      ask("v1/suggest", { q: typed, limit: 3, types: "tags,authors", ...lang }, signal),
    ]);
    const rows = [
      ...found.map((each) => [each.type, marked(each.match.title), readingAddress(each), each.lang]),
      ...terms.tags.map((each) => ["tag", withMarks(each.name, typed), address(".", { tag: each.slug, ...lang }).href]),
      ...terms.authors.map((each) => ["author", withMarks(each.name, typed), address(".", { author: each.slug, ...lang }).href]),
    ];
    const options = rows.map((row, number) => option(number, ...row));
    show(options, options.length ? `${options.length} suggestions` : "No suggestions");
  } catch (error) {
    if (error.name !== "AbortError") show([], "There are no suggestions now; Enter searches.");
  }
}

box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-controls", list.id);
box.setAttribute("aria-expanded", "false");

let timer = 0;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, 120);
});
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) suggest();
    else choose(event.key === "ArrowDown" ? chosen + 1 : chosen === -1 ? list.children.length - 1 : chosen - 1);
  } else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    location.assign(list.children[chosen].dataset.href);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    close();
  }
});
box.addEventListener("blur", close);
// The box keeps the focus while somebody presses on a suggestion.
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const item = event.target.closest("[role=option]");
  if (item) location.assign(item.dataset.href);
});
