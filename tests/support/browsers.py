"""Debian's Chromium, driven by its own driver, and pages of another origin for it to show."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service as Driver

CHROMIUM = shutil.which("chromium")
CHROMEDRIVER = shutil.which("chromedriver")
IS_HERE = bool(CHROMIUM and CHROMEDRIVER)
MISSING = "Debian's chromium and chromium-driver are not installed"

_PATIENCE_SECONDS = 20


@contextmanager
def browser(
    profile: Path, *, width: int = 1024, scripts: bool = True
) -> Iterator[webdriver.Chrome]:
    """Run a browser without a window until the block ends.

    Args:
        profile: a folder for what it keeps.
        width: of its window, in pixels.
        scripts: whether pages may run any.
    """
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=en",
        f"--window-size={width},900",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        setting = "profile.managed_default_content_settings.javascript"
        options.add_experimental_option("prefs", {setting: 2})
    driver = webdriver.Chrome(options, Driver(CHROMEDRIVER))
    driver.set_page_load_timeout(_PATIENCE_SECONDS)
    driver.set_script_timeout(_PATIENCE_SECONDS)
    try:
        yield driver
    finally:
        driver.quit()


class Host:
    """A site of another origin that shows posts: its pages are what a test says they are."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.pages: dict[str, tuple[str, str]] = {}

    def put(self, html: str, policy: str, path: str = "/") -> str:
        """Put a page under a Content-Security-Policy and give its address."""
        self.pages[path] = (html, policy)
        return self.base + path


@contextmanager
def hosted() -> Iterator[Host]:
    """Serve pages on loopback until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html, policy = host.pages.get(self.path, ("", "default-src 'none'"))
            body = html.encode()
            # A browser asks for an icon by itself, and a page without one is no fault.
            found = self.path in host.pages or self.path == "/favicon.ico"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host = Host(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
