"""Requests per second by wrk, alternating between two servers, as medians of ratios."""

import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
SECONDS = 4
ROUNDS = 5

_UNIQUE = """
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "{path}" .. string.format("2001-01-01T%02d:%02d:%02d.%06dZ",
    (n / 3600) % 24, (n / 60) % 60, n % 60, n % 1000000 + {salt}))
end
"""


@dataclass(frozen=True)
class Comparison:
    """Requests per second of both, and the median of the ratios round by round."""

    name: str
    ours: float
    theirs: float
    ratio: float
    asked: float


def compare(name: str, ours: list[str], theirs: list[str], asked: float) -> Comparison:
    """Run both in turn, once to warm up and then `ROUNDS` times.

    Args:
        ours, theirs: arguments of wrk after its common ones, the URL last.
    """
    rate(ours, 1)
    rate(theirs, 1)
    pairs = [(rate(ours, SECONDS), rate(theirs, SECONDS)) for _ in range(ROUNDS)]
    return Comparison(
        name,
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
        asked,
    )


def rate(arguments: list[str], seconds: int) -> float:
    """Run wrk and give its requests per second; an answer that is no success fails."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *arguments]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in out:
        raise RuntimeError(f"{' '.join(command)} got errors:\n{out}")
    found = re.search(r"Requests/sec:\s+([0-9.]+)", out)
    if found is None:
        raise RuntimeError(f"wrk said nothing: {out}")
    return float(found[1])


def unique_queries(directory: Path, path: str, salt: int) -> Path:
    """Write a wrk script in which each request asks what nobody asked before."""
    script = directory / f"unique-{salt}.lua"
    script.write_text(_UNIQUE.replace("{path}", path).replace("{salt}", str(salt)))
    return script
