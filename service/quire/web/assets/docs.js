"use strict";

const root = new URL(".", location.href);
const shown = ["content-type", "etag", "cache-control", "content-revision", "link", "retry-after", "x-request-id"];
const mostCharacters = 100_000;

for (const place of document.querySelectorAll(".origin")) {
  place.textContent = root.href.replace(/\/$/, "");
}

// A link to an operation or a shape unfolds it; `#/posts/listPosts` is how they were linked before.
function unfold() {
  const name = decodeURIComponent(location.hash.slice(1)).replace(/^\/.*\//, "");
  const target = name && document.getElementById(name);
  if (!target) return;
  if (target.matches("details")) target.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// On a wide screen the contents stand beside the page, unfolded: nothing moves by it.
if (matchMedia("(min-width: 62rem)").matches) document.querySelector(".contents details").open = true;

function address(form) {
  const query = [];
  let path = form.dataset.path;
  for (const field of form.elements) {
    const value = field.name ? field.value.trim() : "";
    if (field.dataset.place === "path") {
      path = path.replace(`{${field.name}}`, value.split("/").map(encodeURIComponent).join("/") || `{${field.name}}`);
    } else if (value) {
      const values = "repeated" in field.dataset ? value.split(/\s+/) : [value];
      query.push(...values.map((each) => `${field.name}=${encodeURIComponent(each).replaceAll("%2C", ",")}`));
    }
  }
  return new URL(path.slice(1) + (query.length ? `?${query.join("&")}` : ""), root).href;
}

function told(form) {
  const url = address(form);
  form.querySelector(".request").textContent = `curl '${url.replaceAll("'", "%27")}'`;
  form.querySelector(".open").href = url;
}

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  parent?.append(made);
  return made;
}

function code(text, label) {
  const made = document.createElement("pre");
  made.tabIndex = 0;
  made.setAttribute("role", "region");
  made.setAttribute("aria-label", label);
  element("code", text, made);
  return made;
}

async function body(answer) {
  const kind = answer.headers.get("content-type") ?? "";
  if (kind.startsWith("image/")) {
    const picture = new Image();
    picture.src = answer.url;
    picture.alt = "The picture that was asked for";
    return picture;
  }
  const text = await answer.text();
  let shownText = text;
  try {
    shownText = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // It is no JSON: it is shown as it came.
  }
  const cut = shownText.length > mostCharacters;
  return code(cut ? `${shownText.slice(0, mostCharacters)}\n… (open it in a new tab to see all)` : shownText, "The answer");
}

async function send(form) {
  const place = form.querySelector(".answer");
  const begun = performance.now();
  place.replaceChildren(element("p", "Waiting…"));
  try {
    const answer = await fetch(address(form));
    const took = Math.round(performance.now() - begun);
    const line = element("p", `${answer.status} ${answer.statusText} in ${took} ms`);
    line.className = answer.ok ? "good" : "bad";
    const headers = shown.filter((name) => answer.headers.has(name));
    const lines = headers.map((name) => `${name}: ${answer.headers.get(name)}`).join("\n");
    place.replaceChildren(line, code(lines, "Headers of the answer"), await body(answer));
  } catch {
    place.replaceChildren(element("p", "The service did not answer. Send again to try once more."));
  }
}

// What must be filled in is, by something that is there: the first item of the list before it.
async function fill(form) {
  const field = form.querySelector("input[name=slug][required]");
  if (!field || field.value) return;
  const list = form.dataset.path.slice(1, form.dataset.path.indexOf("/{"));
  const answer = await fetch(new URL(`${list}?limit=1`, root)).catch(() => null);
  if (!answer?.ok || field.value) return;
  field.value = (await answer.json()).data[0]?.slug ?? "";
  told(form);
}

for (const form of document.querySelectorAll("form[data-path]")) {
  form.querySelector(".try").hidden = false;
  for (const field of form.querySelectorAll("input[required]")) {
    if (field.dataset.place !== "path") field.defaultValue = field.placeholder;
  }
  form.addEventListener("input", () => told(form));
  form.addEventListener("reset", () => setTimeout(() => told(form)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
  form.closest("details").addEventListener("toggle", () => fill(form));
  told(form);
}

const box = document.getElementById("find");
const found = document.getElementById("found");
const operations = [...document.querySelectorAll("details.operation")];
const texts = new Map(operations.map((each) => [each, each.textContent.toLowerCase()]));

function find() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const each of operations) {
    each.hidden = !words.every((word) => texts.get(each).includes(word));
    count += !each.hidden;
    const entry = document.querySelector(`[data-for="${each.id}"]`);
    if (entry) entry.hidden = each.hidden;
  }
  for (const group of document.querySelectorAll(".group")) {
    const parts = [...group.querySelectorAll("details.operation")];
    group.hidden = words.length > 0 && parts.every((each) => each.hidden);
  }
  document.getElementById("start").hidden = words.length > 0;
  found.hidden = !words.length;
  found.textContent = words.length ? `${count} found` : "";
}
box.addEventListener("input", find);
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input, select")) return;
  event.preventDefault();
  box.focus();
});
