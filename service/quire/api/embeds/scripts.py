"""The script of `<quire-posts>`: the current one, and every one that was ever released.

Snippets name a script by the hash of its bytes and expect these very bytes, so a released
script is never changed and never goes.

Source: https://www.w3.org/TR/sri/
"""

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("scripts")
RELEASED = FOLDER / "released"
STYLE_SLOT = "{{list.css}}"

_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_NAME = re.compile(r"quire-([0-9a-f]{20})\.js")


@dataclass(frozen=True, slots=True)
class Script:
    """One version of the script.

    Args:
        name: `quire-<hash>.js`, the hash being the first 20 hex digits of the bytes' SHA-256.
        integrity: for the attribute of that name, `sha384-` and base64.
    """

    name: str
    body: bytes
    integrity: str


def list_style() -> str:
    """Give the style of lists, the same in the element and in frames."""
    return (FOLDER / "list.css").read_text(encoding="utf-8")


@cache
def current_script() -> Script:
    """Put the script together from its two sources, without their comments and indents."""
    style = "".join(line.strip() for line in list_style().splitlines())
    source = _COMMENT.sub("", (FOLDER / "element.js").read_text(encoding="utf-8"))
    lines = (line.strip() for line in source.replace(STYLE_SLOT, style).splitlines())
    return named("\n".join(filter(None, lines)).encode() + b"\n")


def named(body: bytes) -> Script:
    """Name a script by its bytes."""
    digest = b64encode(hashlib.sha384(body).digest()).decode()
    return Script(f"quire-{hashlib.sha256(body).hexdigest()[:20]}.js", body, f"sha384-{digest}")


@cache
def scripts() -> dict[str, Script]:
    """Give all scripts by name: the released ones and the current one."""
    found = [named(path.read_bytes()) for path in sorted(RELEASED.glob("quire-*.js"))]
    return {script.name: script for script in (*found, current_script())}
