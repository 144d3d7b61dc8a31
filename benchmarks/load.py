"""Requests by wrk, alternating between two servers, as medians of ratios.

Two ratios: per second of the clock, and per second of processor time that the server used. The
load generator, the server and the neighbours of a small machine share its cores, so the first
moves with their mood; the second much less.
"""

import os
import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.services import children

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
class Target:
    """What wrk is pointed at: its arguments, the URL last, and the server's parent process."""

    arguments: list[str]
    pid: int


@dataclass(frozen=True)
class Rate:
    """Requests per second, and per second of the server's processor time."""

    by_clock: float
    by_processor: float


@dataclass(frozen=True)
class Comparison:
    """Medians of both servers' requests per second, and of the ratios round by round."""

    name: str
    ours: float
    theirs: float
    ratio: float
    ratio_by_processor: float
    asked: float


def compare(name: str, ours: Target, theirs: Target, asked: float) -> Comparison:
    """Run both in turn, once to warm up and then `ROUNDS` times."""
    measure(ours, 1)
    measure(theirs, 1)
    pairs = [(measure(ours, SECONDS), measure(theirs, SECONDS)) for _ in range(ROUNDS)]
    return Comparison(
        name,
        statistics.median(a.by_clock for a, _ in pairs),
        statistics.median(b.by_clock for _, b in pairs),
        statistics.median(a.by_clock / b.by_clock for a, b in pairs),
        statistics.median(a.by_processor / b.by_processor for a, b in pairs),
        asked,
    )


def measure(target: Target, seconds: int) -> Rate:
    """Run wrk; an answer that is no success fails."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *target.arguments]
    before = processor_seconds(target.pid)
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    used = processor_seconds(target.pid) - before
    if "Non-2xx" in out:
        raise RuntimeError(f"{' '.join(command)} got errors:\n{out}")
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", out)
    count = re.search(r"(\d+) requests in", out)
    if rate is None or count is None:
        raise RuntimeError(f"wrk said nothing: {out}")
    return Rate(float(rate[1]), int(count[1]) / used)


def processor_seconds(pid: int) -> float:
    """Add up the processor time of a process and its children."""
    ticks = 0
    for each in [pid, *children(pid)]:
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def unique_queries(directory: Path, path: str, salt: int) -> Path:
    """Write a wrk script in which each request asks what nobody asked before."""
    script = directory / f"unique-{salt}.lua"
    script.write_text(_UNIQUE.replace("{path}", path).replace("{salt}", str(salt)))
    return script
