// <quire-posts>: a list of posts on any page. No dependency, no cookie, no HTML from strings.
"use strict";
(() => {
  const NAME = "quire-posts";
  const script = document.currentScript || document.querySelector('script[src*="/embed/quire"]');
  const BASE = new URL("..", script.src).href;
  if (customElements.get(NAME)) {
    const first = customElements.get(NAME).base;
    if (first !== BASE) console.warn(`<${NAME}> asks ${first}; name ${BASE} by its attribute api.`);
    return;
  }

  const LAYOUTS = ["list", "cards", "compact"];
  const FIELDS = "authors.name,cover,excerpt,lang,published_at,title";
  // A blank between values means and; a comma or, a leading minus not, as in the API.
  const CHOICES = ["tag", "author", "category", "series", "year"];
  const SINGLE = ["section", "featured", "lang", "slug", "sort", "published-after", "published-before", "updated-after"];
  const OURS = [...CHOICES, ...SINGLE, "limit", "layout", "label", "api"];
  const OTHERS = /^(id|class|style|title|dir|hidden|slot|part|exportparts|role|tabindex|translate|inert|nonce|is|accesskey|draggable|popover|spellcheck)$|^(data|aria|on|item|v-|x-|ng-)|[^a-z-]/;
  const FROM_THE_RIGHT = /^(ar|arc|ckb|dv|fa|he|iw|ks|ku-arab|pa-arab|ps|sd|syr|ug|ur|yi)(-|$)/i;
  const KEPT_MS = 60000;
  const PATIENCE_MS = 20000;
  const PLENTY = 100;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`{{list.css}}`);

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value != null && value !== "") made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  // The API's own spelling of a query, so that all who ask the same share one cached answer.
  function spelled(text) {
    return encodeURIComponent(text).replace(/%(2C|3A|2F|40)/g, decodeURIComponent).replace(/%20/g, "+");
  }

  function query(pairs) {
    const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return pairs
      .sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]))
      .map((pair) => pair.map(spelled).join("="))
      .join("&");
  }

  async function read(address, signal) {
    const answer = await fetch(address, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
    const body = await answer.json();
    if (!answer.ok) {
      const faults = (body.errors || []).map((each) => `${each.parameter}: ${each.detail}`);
      throw new Error(faults.join(" ") || `${answer.status} ${body.title}`);
    }
    return body.data;
  }

  // One request for each address on a page: it ends when nobody waits for it any more.
  const requests = new Map();

  function join(address) {
    let request = requests.get(address);
    if (!request) {
      const control = new AbortController();
      const late = setTimeout(() => control.abort(new Error("no answer in time")), PATIENCE_MS);
      const forget = () => requests.get(address) === request && requests.delete(address);
      request = { waiting: 0, control, posts: read(address, control.signal) };
      requests.set(address, request);
      request.posts.then(() => setTimeout(forget, KEPT_MS), forget).finally(() => {
        clearTimeout(late);
        request.done = true;
      });
    }
    request.waiting++;
    request.leave = () => {
      if (--request.waiting || request.done) return;
      requests.delete(address);
      request.control.abort();
    };
    return request;
  }

  function web(address, base) {
    try {
      const url = new URL(address, base);
      return /^https?:$/.test(url.protocol) ? url.href : null;
    } catch {
      return null;
    }
  }

  function media(address, base) {
    return address.startsWith("/v1/media/") ? web(address.slice(1), base) : web(address, document.baseURI);
  }

  function direction(lang) {
    return FROM_THE_RIGHT.test(lang) ? "rtl" : "ltr";
  }

  function day(instant, lang) {
    const style = { dateStyle: "medium", timeZone: "UTC" };
    const date = new Date(instant);
    try {
      return new Intl.DateTimeFormat(lang, style).format(date);
    } catch {
      return instant.slice(0, 10);
    }
  }

  function picture(cover, base) {
    const address = media(cover.url, base);
    if (!address) return [];
    const copies = cover.srcset.map((copy) => [media(copy.url, base), copy.width]);
    if (copies.length && cover.width) copies.push([address, cover.width]);
    const image = make("img", {
      part: "image",
      sizes: copies.length ? "auto, (min-width: 40em) 24em, 100vw" : null,
      srcset: copies.map(([url, width]) => `${url} ${width}w`).join(", "),
      width: cover.width,
      height: cover.height,
      loading: "lazy",
      decoding: "async",
    });
    image.alt = cover.alt;
    image.addEventListener("error", () => image.remove());
    image.src = address;
    return [image];
  }

  function item(post, layout, base) {
    const initial = [...post.title.trim()][0] || "";
    const names = post.authors.map((author) => author.name).filter(Boolean);
    const written = post.published_at;
    const link = web(post.url, document.baseURI);
    const parts = [
      make(link ? "a" : "span", { part: "title", class: "title", href: link }, post.title),
      make("p", { part: "excerpt", class: "excerpt" }, layout === "cards" ? post.excerpt : ""),
      make(
        "p",
        { part: "meta", class: "meta" },
        ...(written ? [make("time", { part: "date", datetime: written }, day(written, post.lang))] : []),
        ...(names.length && layout !== "compact" ? [make("span", { part: "byline", class: "byline" }, names.join(", "))] : []),
      ),
    ];
    if (layout === "cards") {
      const shown = post.cover ? picture(post.cover, base) : [];
      parts.unshift(make("div", { part: "cover", class: "cover", "data-initial": initial }, ...shown));
    }
    return make("li", { part: "item", class: "item", lang: post.lang, dir: direction(post.lang) }, ...parts);
  }

  // Holds the place of a post: as high as one, without a word.
  function room(layout) {
    const parts = ["title", "excerpt", "meta"].map((name) => make("span", { class: name }, "\u00a0"));
    if (layout === "cards") parts.unshift(make("span", { class: "cover" }));
    return make("li", { class: "item room", "aria-hidden": "true" }, ...parts);
  }

  class QuirePosts extends HTMLElement {
    static base = BASE;
    static observedAttributes = OURS;
    #root = this.attachShadow({ mode: "open" });
    #due = 0;
    #request = null;
    #list;
    #status;
    #notice;

    constructor() {
      super();
      this.#root.adoptedStyleSheets = [sheet];
    }

    connectedCallback() {
      this.#plan();
    }

    attributeChangedCallback(_name, before, after) {
      if (this.isConnected && before !== after) this.#plan();
    }

    disconnectedCallback() {
      cancelAnimationFrame(this.#due);
      this.#due = 0;
      this.#leave();
    }

    // Before the next frame is painted: by then the parser has mostly read what the element holds.
    #plan() {
      this.#due ||= requestAnimationFrame(() => {
        this.#due = 0;
        this.#show();
      });
    }

    #leave() {
      this.#request?.leave();
      this.#request = null;
    }

    get #plain() {
      return this.querySelectorAll("a").length;
    }

    get #rows() {
      const read = this.nextSibling || document.readyState !== "loading";
      return Math.min((read && this.#plain) || parseInt(this.getAttribute("limit") || 5, 10) || 5, PLENTY);
    }

    #layout() {
      const layout = this.getAttribute("layout") || "list";
      if (LAYOUTS.includes(layout)) return layout;
      console.warn(`<${NAME}>: layout "${layout}" is none of ${LAYOUTS.join(", ")}: the plain list is shown.`);
      return "list";
    }

    #strange() {
      const names = this.getAttributeNames().filter((name) => !OURS.includes(name) && !OTHERS.test(name));
      for (const name of names) {
        console.warn(`<${NAME}>: ${name} is none of its attributes (${OURS.join(", ")}): the plain list is shown.`);
      }
      return names.length > 0;
    }

    #base() {
      const api = this.getAttribute("api");
      return api ? (web(api, document.baseURI) || BASE).replace(/\/?$/, "/") : BASE;
    }

    #address() {
      const pairs = [["fields", FIELDS], ["limit", this.getAttribute("limit") || "5"]];
      for (const name of CHOICES) {
        for (const value of (this.getAttribute(name) || "").split(/\s+/)) {
          if (value) pairs.push([name, value]);
        }
      }
      for (const name of SINGLE) {
        const value = this.getAttribute(name);
        if (value) pairs.push([name.replace("-", "_"), value]);
      }
      return `${this.#base()}v1/posts?${query(pairs)}`;
    }

    #show() {
      this.#leave();
      const strange = this.#strange();
      const named = this.#layout();
      const layout = strange ? "list" : named;
      this.#frame(layout);
      if (strange && this.#plain) return this.#keepPlain();
      const rows = this.#rows;
      this.#list.append(...Array.from({ length: rows }, () => room(layout)));
      this.#list.classList.add("loading");
      this.#list.setAttribute("aria-busy", "true");
      const request = (this.#request = join(this.#address()));
      const current = (then) => (value) => this.#request === request && then(value);
      request.posts.then(
        current((posts) => this.#fill(posts, rows, layout)),
        current((error) => this.#fail(error)),
      );
    }

    #frame(layout) {
      this.#list = make("ul", { part: "items", class: "items", role: "list", "aria-label": this.getAttribute("label") });
      this.#status = make("p", { part: "status", class: "status", role: "status" });
      this.#notice = make("div", { part: "notice", class: "notice" }, this.#status);
      const posts = make("div", { part: `posts ${layout}`, class: `posts ${layout}` }, this.#list, this.#notice);
      this.#root.replaceChildren(posts);
    }

    #fill(posts, rows, layout) {
      const base = this.#base();
      const empty = Array.from({ length: Math.max(rows - posts.length, 0) }, () => room(layout));
      this.#ready();
      if (posts.length && !this.hasAttribute("dir")) this.#list.dir = direction(posts[0].lang);
      this.#list.replaceChildren(...posts.map((post) => item(post, layout, base)), ...empty);
      if (!posts.length) this.#say("empty", "There are no posts here yet.");
    }

    #fail(error) {
      console.error(`<${NAME}>: ${this.#address()} could not be shown: ${error.message || error}`);
      this.#ready();
      this.#say("error", "The newest posts could not be loaded.");
      const words = make("slot", { name: "retry" }, make("span", { lang: "en" }, "Try again"));
      const again = make("button", { part: "retry", class: "again", type: "button" }, words);
      again.addEventListener("click", () => this.#show());
      this.#notice.append(again);
      this.#keepPlain();
    }

    #ready() {
      this.#list.classList.remove("loading");
      this.#list.removeAttribute("aria-busy");
    }

    #say(name, text) {
      const words = make("span", { lang: "en", dir: "ltr" }, text);
      this.#status.replaceChildren(make("slot", { name }, words));
      if (!this.#list.querySelector(".item:not(.room)")) this.#list.setAttribute("aria-hidden", "true");
    }

    #keepPlain() {
      this.#notice.append(make("slot", {}));
    }
  }

  customElements.define(NAME, QuirePosts);

  // The other form: a frame of ours says how high it is. Nobody else's is believed.
  addEventListener("message", ({ data, source }) => {
    if (!data || data.type !== "quire:height" || !(data.height > 0)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow !== source || !frame.src.startsWith(`${BASE}embed/post`)) continue;
      frame.height = Math.min(Math.ceil(data.height), 20000);
    }
  });
})();
