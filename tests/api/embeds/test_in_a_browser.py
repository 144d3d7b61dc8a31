"""Debian's Chromium shows posts on a page of another origin, under a policy without exceptions."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selenium.webdriver import Chrome, Keys

from quire.api.embeds import current_script
from tests.support.browsers import IS_HERE, MISSING, Host, browser, hosted
from tests.support.building import post, write_files
from tests.support.serving import Service, running

AXE = Path(sys.prefix) / "browser" / "node_modules" / "axe-core" / "axe.min.js"
"""What package-lock.json of tests/support/javascript locks: `make .venv/.browser`."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(not IS_HERE, reason=MISSING),
    pytest.mark.skipif(not AXE.exists(), reason="not installed: make .venv/.browser"),
]

_PATIENCE_SECONDS = 20
LAYOUTS = ("list", "cards", "compact")
PLAIN = '<ul><li><a href="https://ink.example/plain/">A plain link</a></li></ul>'
WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) shifts.push(each.value);
  }).observe({ type: "layout-shift", buffered: true });
"""
SITE = {
    "hugo.toml": 'title = "Ink"\nbaseURL = "https://ink.example/"\n'
    'defaultContentLanguage = "en"\n[languages.en]\n[languages.ar]\n',
    **{
        f"content/posts/post-{n}.md": post(
            f"Post {n} of seven, whose title is long enough for a second line on a telephone",
            f"2024-05-0{n}",
            "Words live in git here, and a commit is a publication. " * 6,
            tags="[even]" if n % 2 == 0 else "[odd]",
            authors="[mira]",
            images=f"[cover-{n}.png]" if n != 6 else "[]",
        )
        for n in range(1, 8)
    },
    **{
        f"content/posts/post-{n}.ar.md": post(f"مقال رقم {n} عن الكلمات", f"2024-05-0{n}", "كلمات.")
        for n in range(1, 4)
    },
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    base = tmp_path_factory.mktemp("embeds")
    write_files(base / "site", SITE)
    (base / "site" / "static").mkdir()
    for n in range(1, 8):
        picture = Image.new("RGB", (1200, 500 + 40 * n), (20 * n, 90, 160))
        picture.save(base / "site" / "static" / f"cover-{n}.png")
    with running(base / "site", base / "state", command="dev") as served:
        yield served


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with hosted() as opened:
        yield opened


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with browser(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


Show = Callable[..., Chrome]


@pytest.fixture
def show(service: Service, host: Host, chrome: Chrome) -> Show:
    """Give what shows a page of the host that holds some HTML, once all posts are there."""

    def shown(body: str, *, scheme: str = "light", script: str | None = None) -> Chrome:
        chrome.get_log("browser")
        chrome.get(host.put(page(service.base, body, scheme, script), policy(service.base)))
        wait(
            chrome, "!document.querySelector('quire-posts') || posts().every((each) => !busy(each))"
        )
        return chrome

    return shown


COLOURS = {"light": "", "dark": 'bgcolor="#111111" text="#eeeeee" link="#99ccff"'}
"""Said in attributes: the policy allows no style, and axe-core takes any page for white."""


def policy(quire: str) -> str:
    return f"default-src 'none'; script-src {quire}; connect-src {quire}; img-src {quire} 'self'"


def page(quire: str, body: str, scheme: str = "light", script: str | None = None) -> str:
    loaded = script or f'<script src="{quire}/embed/quire.js" crossorigin="anonymous"></script>'
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<meta name="color-scheme" content="{scheme}">{loaded}</head><body {COLOURS[scheme]}>'
        f"<main><h1>A host</h1>{body}<p>What stands below.</p></main></body></html>"
    )


HELP = """
  const posts = () => [...document.querySelectorAll("quire-posts")];
  const inside = (element, query) => [...(element.shadowRoot?.querySelectorAll(query) ?? [])];
  const busy = (element) => !inside(element, ".items").length || inside(element, ".loading").length;
"""


def js(chrome: Chrome, expression: str) -> Any:
    return chrome.execute_script(f"{HELP} return ({expression});")


def wait(chrome: Chrome, condition: str) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not js(chrome, condition):
        assert time.monotonic() < deadline, f"never: {condition}"
        time.sleep(0.05)


def titles(chrome: Chrome, n: int = 0) -> list[str]:
    found: list[str] = js(chrome, f"inside(posts()[{n}], 'a.title').map((a) => a.textContent)")
    return found


def said(chrome: Chrome) -> list[str]:
    """Give what the console holds, but for what a policy does not concern."""
    return [each["message"] for each in chrome.get_log("browser")]


def violations(chrome: Chrome) -> list[str]:
    """Ask axe-core for everything that it knows, in the page and in shadow roots."""
    chrome.execute_script(AXE.read_text(encoding="utf-8"))
    report = chrome.execute_async_script(
        "const done = arguments[0]; axe.run(document, { reporter: 'v2' }).then(done);"
    )
    assert len(report["passes"]) > 10
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in report["violations"]]


def test_posts_of_another_origin_are_shown_under_a_policy_without_exceptions(show: Show) -> None:
    chrome = show('<quire-posts tag="even" limit="2" layout="cards"></quire-posts>')
    assert [title[:6] for title in titles(chrome)] == ["Post 6", "Post 4"]
    wait(chrome, "inside(posts()[0], 'img').every((img) => img.complete && img.naturalWidth)")
    assert js(chrome, "inside(posts()[0], 'img').length") == 1
    assert js(chrome, "inside(posts()[0], 'time')[0].textContent") == "May 6, 2024"
    assert js(chrome, "inside(posts()[0], 'a')[0].href") == "https://ink.example/posts/post-6/"
    assert js(chrome, "document.cookie") == ""
    assert said(chrome) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("width", [390, 1024])
def test_nothing_moves_while_posts_are_loaded(show: Show, layout: str, width: int) -> None:
    chrome = show("")
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    slow = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": -1}
    watch = chrome.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": WATCH_SHIFTS}
    )
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    chrome.execute_cdp_cmd("Network.enable", {})
    chrome.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
    try:
        show(f'<quire-posts limit="3" layout="{layout}">{PLAIN * 3}</quire-posts>')
        assert len(titles(chrome)) == 3
        time.sleep(0.5)
        assert js(chrome, "performance.getEntriesByType('paint').length") == 2
        assert js(chrome, "shifts") == []
    finally:
        chrome.execute_cdp_cmd("Network.emulateNetworkConditions", slow | {"latency": 0})
        chrome.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", watch)
        chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility_is_without_a_violation_in_every_layout_and_state(
    show: Show, scheme: str
) -> None:
    lists = "".join(
        f'<quire-posts limit="2" layout="{layout}" lang="{lang}" label="{layout} {lang}">'
        "</quire-posts>"
        for layout in LAYOUTS
        for lang in ("en", "ar")
    )
    empty = '<quire-posts tag="none" limit="1" label="empty"></quire-posts>'
    failed = f'<quire-posts year="20x" limit="1" label="failed">{PLAIN}</quire-posts>'
    chrome = show(lists + empty + failed, scheme=scheme)
    assert violations(chrome) == []


def test_language_written_from_the_right_is_shown_so(show: Show) -> None:
    chrome = show('<quire-posts lang="ar" limit="1"></quire-posts>')
    link = "inside(posts()[0], 'a')[0]"
    assert js(chrome, f"getComputedStyle({link}).direction") == "rtl"
    assert js(chrome, f"{link}.closest('[lang]').lang") == "ar"
    right = f"innerWidth - {link}.getBoundingClientRect().right"
    assert js(chrome, right) < 40


def test_keyboard_reaches_every_post_in_order(show: Show) -> None:
    chrome = show('<quire-posts limit="3" layout="cards"></quire-posts>')
    reached = []
    for _ in range(3):
        chrome.switch_to.active_element.send_keys(Keys.TAB)
        reached.append(js(chrome, "document.activeElement.shadowRoot.activeElement.textContent"))
    assert reached == titles(chrome)


def test_elements_of_a_page_that_ask_the_same_share_a_request(show: Show) -> None:
    same = '<quire-posts tag="odd" limit="2" layout="cards"></quire-posts>'
    chrome = show(
        f'{same}<quire-posts limit="2" tag="odd"></quire-posts>{same}'
        '<quire-posts limit="1"></quire-posts>'
    )
    assert titles(chrome, 0) == titles(chrome, 1) == titles(chrome, 2) != titles(chrome, 3)
    asked = "performance.getEntriesByType('resource').map((e) => e.name)"
    lists = [name for name in js(chrome, asked) if "/v1/posts" in name]
    fields = "fields=authors.name,cover,excerpt,lang,published_at,title"
    assert sorted(name.partition("?")[2] for name in lists) == [
        f"{fields}&limit=1",
        f"{fields}&limit=2&tag=odd",
    ]


def test_query_is_spelled_as_the_service_spells_it(show: Show, service: Service) -> None:
    chrome = show(
        '<quire-posts tag="odd -even" year="2024,2023" section="a b" limit="9"></quire-posts>'
    )
    asked = "performance.getEntriesByType('resource').map((e) => e.name)"
    [address] = [
        name.removeprefix(service.base) for name in js(chrome, asked) if "/v1/posts" in name
    ]
    assert "section=a+b&tag=-even&tag=odd&year=2024,2023" in address
    assert service.get(address).json()["links"]["self"] == address


def test_list_that_cannot_be_loaded_says_so_and_keeps_the_plain_one(show: Show) -> None:
    chrome = show(f'<quire-posts lang="xx" limit="2">{PLAIN}</quire-posts>')
    assert js(chrome, "inside(posts()[0], '[role=status]')[0].innerText") == (
        "The newest posts could not be loaded."
    )
    assert js(chrome, "document.querySelector('quire-posts a').checkVisibility()")
    assert any("lang: 'xx' is not a language of this site" in line for line in said(chrome))
    chrome.execute_script("document.querySelector('quire-posts').lang = 'en'")
    wait(chrome, "inside(posts()[0], 'a.title').length === 2")
    assert not js(chrome, "document.querySelector('quire-posts a').checkVisibility()")


def test_button_asks_again(show: Show) -> None:
    chrome = show(f'<quire-posts api="http://127.0.0.1:1" limit="1">{PLAIN}</quire-posts>')
    before = len([line for line in said(chrome) if "could not be shown" in line])
    chrome.execute_script(f"{HELP} inside(posts()[0], 'button')[0].click()")
    wait(chrome, "inside(posts()[0], 'button').length === 1 && !busy(posts()[0])")
    again = len([line for line in said(chrome) if "could not be shown" in line])
    assert (before, again) == (1, 1)


def test_list_without_posts_says_so_in_words_that_the_page_may_choose(show: Show) -> None:
    own = '<span slot="empty">Nichts Neues.</span>'
    chrome = show(
        f'<quire-posts tag="none"></quire-posts><quire-posts tag="none">{own}</quire-posts>'
    )
    assert js(chrome, "inside(posts()[0], '[role=status]')[0].innerText") == (
        "There are no posts here yet."
    )
    assert js(chrome, "document.querySelector('[slot=empty]').checkVisibility()")


def test_unknown_layout_is_named_in_the_console_and_the_plain_list_is_shown(show: Show) -> None:
    chrome = show('<quire-posts layout="fancy" limit="2"></quire-posts>')
    assert len(titles(chrome)) == 2
    assert js(chrome, "inside(posts()[0], '.posts.list').length") == 1
    [line] = said(chrome)
    assert re.search(r'layout \\"fancy\\" is none of list, cards, compact', line)


def test_unknown_attribute_is_named_and_nothing_is_shown_that_was_not_asked_for(
    show: Show,
) -> None:
    chrome = show(
        f'<quire-posts tags="odd" id="a" class="b" data-x="c" aria-live="off" v-cloak>{PLAIN}'
        '</quire-posts><quire-posts tags="odd" limit="2"></quire-posts>'
    )
    assert js(chrome, "document.querySelector('quire-posts a').checkVisibility()")
    assert titles(chrome, 0) == []
    assert len(titles(chrome, 1)) == 2
    lines = said(chrome)
    assert len(lines) == 2
    assert all("tags is none of its attributes (tag, author," in line for line in lines)


def test_page_styles_posts_by_properties_and_parts(
    show: Show, service: Service, host: Host, chrome: Chrome
) -> None:
    style = (
        "quire-posts { --quire-color: rgb(1, 2, 3); --quire-ratio: 1 / 1 }"
        "quire-posts::part(title) { font-style: italic }"
    )
    body = f'<style>{style}</style><quire-posts limit="1" layout="cards"></quire-posts>'
    loose = f"{policy(service.base)}; style-src 'unsafe-inline'"
    chrome.get(host.put(page(service.base, body), loose, "/styled"))
    wait(chrome, "posts().every((each) => !busy(each))")
    title = "getComputedStyle(inside(posts()[0], '.title')[0])"
    assert js(chrome, f"[{title}.color, {title}.fontStyle]") == ["rgb(1, 2, 3)", "italic"]
    box = "inside(posts()[0], '.cover')[0].getBoundingClientRect()"
    assert abs(js(chrome, f"{box}.width - {box}.height")) < 1


def test_without_javascript_the_plain_list_and_the_frame_are_shown(
    service: Service, host: Host, tmp_path: Path
) -> None:
    frame = f'<iframe src="{service.base}/embed/posts?limit=2" title="Posts"></iframe>'
    body = f'<quire-posts limit="2">{PLAIN}</quire-posts>{frame}'
    address = host.put(
        page(service.base, body), f"{policy(service.base)}; frame-src {service.base}", "/plain"
    )
    with browser(tmp_path, scripts=False) as chrome:
        chrome.get(address)
        link = chrome.find_element("css selector", "quire-posts a")
        assert link.is_displayed()
        chrome.switch_to.frame(chrome.find_element("css selector", "iframe"))
        links = chrome.find_elements("css selector", "a.title")
        assert [each.is_displayed() for each in links] == [True, True]
        assert chrome.find_element("css selector", "time").text == "2024-05-07"


def test_frame_says_how_high_it_is(service: Service, host: Host, chrome: Chrome) -> None:
    sandbox = "allow-scripts"
    frame = (
        f'<iframe src="{service.base}/embed/posts?limit=4&amp;layout=cards" title="Posts" '
        f'width="320" height="50" sandbox="{sandbox}"></iframe>'
    )
    framed = f"{policy(service.base)}; frame-src {service.base}"
    chrome.get_log("browser")
    chrome.get(host.put(page(service.base, frame), framed, "/framed"))
    wait(chrome, "document.querySelector('iframe').offsetHeight > 800")
    inner = js(chrome, "Number(document.querySelector('iframe').height)")
    chrome.execute_script("document.querySelector('iframe').width = 900")
    wait(chrome, f"Number(document.querySelector('iframe').height) < {inner}")
    assert said(chrome) == []


def test_frame_of_somebody_else_is_not_believed(
    service: Service, host: Host, chrome: Chrome
) -> None:
    tell = "parent.postMessage({type: 'quire:height', height: 9000}, '*'); parent.told = true"
    host.put(f"<!doctype html><script>{tell}</script>", "", "/other")
    frame = f'<iframe src="{host.base}/other" title="Other" width="320" height="50"></iframe>'
    chrome.get(host.put(page(service.base, frame), "", "/around"))
    wait(chrome, "window.told === true")
    js(chrome, "new Promise(done => setTimeout(done, 50))")
    assert js(chrome, "document.querySelector('iframe').getAttribute('height')") == "50"


@pytest.mark.parametrize(
    "address", ["/embed/posts?layout=cards", "/embed/posts?lang=ar", "/embed/post?slug=post-1",
                "/embed/post?slug=none", "/embed"],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_own_pages_are_without_a_violation(
    service: Service, chrome: Chrome, address: str, scheme: str
) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    chrome.get(service.base + address)
    if address == "/embed":
        wait(chrome, "document.getElementById('snippet').value && !busy(posts()[0])")
    assert violations(chrome) == []


def test_snippet_of_the_builder_works_on_another_page(
    service: Service, host: Host, chrome: Chrome
) -> None:
    chrome.get_log("browser")
    chrome.get(f"{service.base}/embed")
    chrome.find_element("css selector", "#tag option[value=odd]").click()
    chrome.find_element("css selector", "input[value=cards]").click()
    limit = chrome.find_element("id", "limit")
    limit.clear()
    limit.send_keys("2")
    wait(chrome, "document.getElementById('snippet').value.match(/<li>/g)?.length === 2")
    snippet = js(chrome, "document.getElementById('snippet').value")
    script = current_script()
    assert f'src="{service.base}/embed/{script.name}" integrity="{script.integrity}"' in snippet
    assert '<quire-posts tag="odd" limit="2" layout="cards">' in snippet
    assert '<li><a href="https://ink.example/posts/post-7/">Post 7' in snippet
    assert said(chrome) == []

    chrome.get(host.put(page(service.base, snippet, script="<!-- -->"), policy(service.base)))
    wait(chrome, "posts().every((each) => !busy(each))")
    assert [title[:6] for title in titles(chrome)] == ["Post 7", "Post 5"]
    assert said(chrome) == []


def test_builder_writes_a_frame_as_high_as_its_posts(service: Service, chrome: Chrome) -> None:
    chrome.get(f"{service.base}/embed")
    chrome.find_element("css selector", "input[value=frame]").click()
    wait(chrome, "!/height=.400./.test(document.getElementById('snippet').value)")
    snippet = js(chrome, "document.getElementById('snippet').value")
    assert snippet.startswith(f'<iframe src="{service.base}/embed/posts?limit=5" ')
    assert "allow-same-origin" not in snippet


def test_request_ends_once_no_element_of_the_page_waits_for_it(show: Show) -> None:
    chrome = show("")
    chrome.execute_script(
        """
        window.signals = [];
        window.fetch = (_, { signal }) => new Promise((_, refuse) => {
          signals.push(signal);
          signal.addEventListener("abort", () => refuse(signal.reason));
        });
        for (const name of ["one", "two"]) {
          const made = document.createElement("quire-posts");
          made.id = name;
          document.body.append(made);
        }
        """
    )
    wait(chrome, "signals.length === 1")
    chrome.execute_script("one.remove()")
    assert not js(chrome, "signals[0].aborted")
    chrome.execute_script("two.remove()")
    assert js(chrome, "signals.map((each) => each.aborted)") == [True]
    assert said(chrome) == []


@pytest.mark.parametrize("how", ["async", "defer"])
def test_script_that_comes_late_or_twice_shows_the_same(
    show: Show, service: Service, how: str
) -> None:
    address = f"{service.base}/embed/{current_script().name}"
    late = f'<script {how} src="{address}" crossorigin="anonymous"></script>'
    chrome = show(f'<quire-posts limit="2">{PLAIN}</quire-posts>{late}', script=late)
    assert [title[:6] for title in titles(chrome)] == ["Post 7", "Post 6"]
    assert said(chrome) == []
