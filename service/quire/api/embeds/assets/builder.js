// Shows what is chosen as it will look, and writes the snippet that shows it elsewhere.
"use strict";
(() => {
  const NAMES = ["tag", "author", "lang", "limit", "layout"];
  const ABOUT = {
    script: "The script brings its own style and no other. Without JavaScript the plain list is shown.",
    frame: "For pages that allow no script. The frame says how high it is; where nobody listens, the height stays.",
  };
  const form = document.getElementById("choices");
  const preview = document.getElementById("preview");
  const snippet = document.getElementById("snippet");
  const taken = document.getElementById("taken");
  const here = new URL(".", location.href).href;
  const base = form.dataset.base ? `${form.dataset.base}/` : here;
  let turn = 0;

  function escaped(text) {
    const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
    return text.replace(/[&<>"]/g, (sign) => names[sign]);
  }

  function chosen() {
    const values = new FormData(form);
    const pairs = NAMES.map((name) => [name, values.get(name)]);
    return pairs.filter(([name, value]) => value && !(name === "layout" && value === "list"));
  }

  function address(pairs, root) {
    const query = new URLSearchParams([...pairs].sort());
    return `${root}embed/posts?${query}`;
  }

  async function links(pairs) {
    const asked = pairs.filter(([name]) => name !== "layout");
    const query = new URLSearchParams([...asked, ["fields", "title"]].sort());
    const answer = await fetch(`${here}v1/posts?${query}`);
    if (!answer.ok) return "";
    const { data } = await answer.json();
    const items = data.map((post) => `    <li><a href="${escaped(post.url)}">${escaped(post.title)}</a></li>\n`);
    return items.length ? `  <ul>\n${items.join("")}  </ul>\n` : "";
  }

  async function script(pairs, current) {
    const element = document.createElement("quire-posts");
    for (const [name, value] of pairs) element.setAttribute(name, value);
    preview.replaceChildren(element);
    const { script: name, integrity } = form.dataset;
    const attributes = pairs.map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
    const plain = await links(pairs).catch(() => "");
    if (current !== turn) return;
    snippet.value =
      `<script src="${escaped(base)}embed/${name}" integrity="${integrity}" crossorigin="anonymous"></` +
      `script>\n<quire-posts${attributes}>\n${plain}</quire-posts>\n`;
  }

  function frame(pairs) {
    const { sandbox, site } = form.dataset;
    const shown = document.createElement("iframe");
    shown.src = address(pairs, here);
    shown.title = `Posts of ${site}`;
    shown.width = "100%";
    shown.height = 400;
    shown.setAttribute("sandbox", sandbox);
    preview.replaceChildren(shown);
    const write = () => {
      snippet.value =
        `<iframe src="${escaped(address(pairs, base))}" title="${escaped(shown.title)}" width="100%" ` +
        `height="${shown.height}" frameborder="0" loading="lazy" sandbox="${sandbox}"></iframe>\n`;
    };
    write();
    new MutationObserver(write).observe(shown, { attributeFilter: ["height"] });
  }

  function show() {
    taken.textContent = "";
    if (!form.checkValidity()) return;
    const kind = new FormData(form).get("form");
    document.getElementById("about").textContent = ABOUT[kind];
    const current = ++turn;
    if (kind === "frame") frame(chosen());
    else script(chosen(), current);
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("take").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(snippet.value);
      taken.textContent = "Copied.";
    } catch {
      snippet.select();
      taken.textContent = "Marked: copy it by the keyboard.";
    }
  });
  show();
})();
