"""The pages in Debian's Chromium: quiet, small, steady, used by keyboard and without scripts."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.docs.pages import ROOT
from tests.support.browsers import IS_HERE, MISSING, browser
from tests.support.serving import Service, running

AXE = Path(sys.prefix) / "browser" / "node_modules" / "axe-core" / "axe.min.js"
"""What package-lock.json of tests/support/javascript locks: `make .venv/.browser`."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(not IS_HERE, reason=MISSING),
    pytest.mark.skipif(not AXE.exists(), reason="not installed: make .venv/.browser"),
]

PAGES = ("/", "/?q=cache", "/docs#listPosts", "/docs/problems", "/the-cach-key")
PATIENCE_SECONDS = 20
MEASURE = """
  const [page] = performance.getEntriesByType("navigation");
  const parts = performance.getEntriesByType("resource");
  const own = parts.filter((part) => part.initiatorType !== "img");
  return {
    hosts: [page, ...parts].map((part) => new URL(part.name).host),
    requests: own.length + 1,
    bytes: [page, ...own].reduce((sum, part) => sum + part.encodedBodySize, 0),
    shifted: window.shifted,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
"""
WATCH_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.shifted += each.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    state = tmp_path_factory.mktemp("pages") / "state"
    with running(ROOT / "content", state, command="dev") as served:
        yield served


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with browser(tmp_path_factory.mktemp("profile")) as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH_SHIFTS})
        yield driver


def look(chrome: Chrome, width: int, scheme: str = "light") -> None:
    """Choose the width of the window in pixels, and a colour scheme."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        # The driver clicks where something is: nothing may be on its way there.
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def until(chrome: Chrome, holds: Any) -> Any:
    return WebDriverWait(chrome, PATIENCE_SECONDS, 0.05).until(holds)


def violations(chrome: Chrome) -> list[str]:
    chrome.execute_script(AXE.read_text(encoding="utf-8"))
    found = chrome.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_quiet_small_steady_and_fits(
    service: Service, chrome: Chrome, path: str, width: int
) -> None:
    look(chrome, width)
    chrome.get("about:blank")
    chrome.get_log("browser")
    chrome.get(service.base + path)
    measured = chrome.execute_script(MEASURE)
    assert set(measured["hosts"]) == {service.base.removeprefix("http://")}
    assert measured["requests"] <= 5
    assert measured["bytes"] < 60_000
    assert measured["shifted"] == 0
    assert measured["overflow"] == 0
    complaints = [line["message"] for line in chrome.get_log("browser")]
    # Chromium says of each page whose status is 404 that it could not be loaded.
    assert [each for each in complaints if path not in each or "404" not in each] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_in_light_and_dark(
    service: Service, chrome: Chrome, path: str, scheme: str
) -> None:
    look(chrome, 1024, scheme)
    chrome.get("about:blank")
    chrome.get(service.base + path)
    assert violations(chrome) == []


def suggested(chrome: Chrome, typed: str) -> list[Any]:
    box = chrome.find_element(By.ID, "q")
    box.clear()
    box.send_keys(typed)
    return until(chrome, lambda c: c.find_elements(By.CSS_SELECTOR, "#suggestions [role=option]"))


def test_search_box_suggests_what_matches_and_is_used_by_keyboard(
    service: Service, chrome: Chrome
) -> None:
    look(chrome, 1024)
    chrome.get(service.base + "/")
    options = suggested(chrome, "cach")
    kinds = [each.find_element(By.CLASS_NAME, "soft").text for each in options]
    assert {"post", "tag"} <= set(kinds)
    assert chrome.find_element(By.CSS_SELECTOR, "#suggestions mark").text.lower() == "cache"
    assert violations(chrome) == []
    box = chrome.find_element(By.ID, "q")
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    assert box.get_attribute("aria-activedescendant") == options[0].get_attribute("id")
    assert options[0].get_attribute("aria-selected") == "true"
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("aria-expanded") == "false"
    assert not box.get_attribute("aria-activedescendant")

    options = suggested(chrome, "cachin")
    for _ in range(1 + [each.text.endswith("tag") for each in options].index(True)):
        box.send_keys(Keys.ARROW_DOWN)
    box.send_keys(Keys.ENTER)
    until(chrome, lambda c: c.current_url == f"{service.base}/?tag=caching")


def test_what_is_typed_is_text(service: Service, chrome: Chrome) -> None:
    chrome.get(service.base + "/")
    box = chrome.find_element(By.ID, "q")
    box.send_keys("<img src=x onerror=alert(1)> cache")
    until(chrome, lambda c: c.find_element(By.ID, "suggested").get_attribute("textContent"))
    assert not chrome.find_elements(By.CSS_SELECTOR, "#suggestions img")
    box.send_keys(Keys.ENTER)
    until(chrome, lambda c: "?q=" in c.current_url)
    assert not chrome.find_elements(By.CSS_SELECTOR, "main img[src=x]")


def test_examples_change_by_arrow_keys_and_name_the_address_of_the_page(
    service: Service, chrome: Chrome
) -> None:
    chrome.get(service.base + "/")
    first = chrome.find_element(By.ID, "how-curl")
    first.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    shown = [each for each in chrome.find_elements(By.CLASS_NAME, "panel") if each.is_displayed()]
    assert [each.get_attribute("id") for each in shown] == ["panel-kotlin"]
    assert f'URI("{service.base}/v1/posts?tag=' in shown[0].text


def test_reference_sends_a_request_and_shows_the_answer(service: Service, chrome: Chrome) -> None:
    look(chrome, 1024)
    chrome.get(service.base + "/docs#/posts/listPosts")
    form = chrome.find_element(By.CSS_SELECTOR, "#listPosts form")
    assert form.is_displayed()
    form.find_element(By.NAME, "limit").send_keys("2")
    form.find_element(By.NAME, "tag").send_keys("caching -mobile")
    expected = f"curl '{service.base}/v1/posts?limit=2&tag=caching&tag=-mobile'"
    assert form.find_element(By.CLASS_NAME, "request").text == expected
    form.find_element(By.CSS_SELECTOR, "button:not([type])").click()
    said = until(chrome, lambda _: form.find_elements(By.CSS_SELECTOR, ".answer .good"))
    assert said[0].text.startswith("200 ")
    assert '"limit": 2' in form.find_element(By.CLASS_NAME, "answer").text
    form.find_element(By.NAME, "limit").send_keys("x")
    form.find_element(By.CSS_SELECTOR, "button:not([type])").click()
    said = until(chrome, lambda _: form.find_elements(By.CSS_SELECTOR, ".answer .bad"))
    assert said[0].text.startswith("400 ")
    assert violations(chrome) == []


def test_reference_fills_in_a_slug_and_finds_what_is_looked_for(
    service: Service, chrome: Chrome
) -> None:
    chrome.get(service.base + "/docs#getTag")
    field = chrome.find_element(By.ID, "getTag.slug")
    until(chrome, lambda _: field.get_attribute("value"))
    chrome.find_element(By.TAG_NAME, "body").send_keys("/")
    box = chrome.switch_to.active_element
    assert box.get_attribute("id") == "find"
    box.send_keys("did_you_mean")
    until(chrome, lambda c: c.find_element(By.ID, "found").text == "2 found")
    shown = [e for e in chrome.find_elements(By.CLASS_NAME, "operation") if e.is_displayed()]
    assert [each.get_attribute("id") for each in shown] == ["search", "shape-UsedQuery"]


def test_everything_is_there_without_scripts(service: Service, tmp_path: Path) -> None:
    with browser(tmp_path / "profile", scripts=False) as chrome:
        look(chrome, 1024)
        chrome.get(service.base + "/")
        chrome.find_element(By.ID, "q").send_keys("dead links", Keys.ENTER)
        until(chrome, lambda c: c.find_elements(By.CSS_SELECTOR, "article mark"))
        chrome.find_element(By.CSS_SELECTOR, "label[for=how-python]").click()
        assert chrome.find_element(By.ID, "panel-python").is_displayed()
        chrome.get(service.base + "/docs")
        assert not chrome.find_element(By.CSS_SELECTOR, "#listPosts form").is_displayed()
        chrome.find_element(By.CSS_SELECTOR, "#listPosts > summary").click()
        assert chrome.find_element(By.CSS_SELECTOR, "#listPosts form").is_displayed()
        assert not chrome.find_element(By.CSS_SELECTOR, "#listPosts button").is_displayed()


@pytest.mark.parametrize(
    ("language", "command"),
    [("curl", ["sh"]), ("fetch", ["node", "--input-type=module"]), ("python", [sys.executable])],
)
def test_programs_on_the_front_page_run_as_they_stand(
    service: Service, chrome: Chrome, language: str, command: list[str]
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]}")
    chrome.get(service.base + "/")
    programs = chrome.find_elements(By.CSS_SELECTOR, f"#panel-{language} pre")
    assert len(programs) == 3
    for program in programs:
        text = unescape(program.get_attribute("textContent") or "")
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, timeout=60, check=True
        )
        assert len(done.stdout) > 100, text
