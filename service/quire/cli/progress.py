"""Progress of long work on standard error: a bar on a terminal, plain lines elsewhere."""

import sys
import time

from quire.library.progress import Progress

_BAR_WIDTH = 28
_REDRAW_SECONDS = 0.1
_LINE_SECONDS = 10.0


class _Meter:
    """Counts the steps of the stage at hand."""

    def __init__(self) -> None:
        self._name = ""
        self._total = 0
        self._count = 0
        self._started = 0.0
        self._shown = 0.0

    def stage(self, name: str, total: int) -> None:
        """See `Progress`."""
        self.done()
        self._name, self._total, self._count = name, total, 0
        self._started = self._shown = time.monotonic()

    def advance(self, steps: int = 1) -> None:
        """See `Progress`."""
        self._count += steps
        now = time.monotonic()
        if now - self._shown >= self._interval:
            self._shown = now
            self._show(now - self._started)

    def grow(self, steps: int) -> None:
        """See `Progress`."""
        self._total += steps

    def done(self) -> None:
        """See `Progress`."""
        if self._name and self._total > 1:
            self._end(time.monotonic() - self._started)
        self._name = ""

    _interval = _LINE_SECONDS

    def _show(self, seconds: float) -> None:
        raise NotImplementedError

    def _end(self, seconds: float) -> None:
        raise NotImplementedError


class Bar(_Meter):
    """One line that is drawn again and again."""

    _interval = _REDRAW_SECONDS

    def _show(self, seconds: float) -> None:
        filled = _BAR_WIDTH * self._count // max(self._total, 1)
        bar = "█" * filled + "░" * (_BAR_WIDTH - filled)
        counts = f"{self._count:,}/{self._total:,}"
        sys.stderr.write(f"\r\033[K{self._name:<12}{bar} {counts} {seconds:.1f} s")
        sys.stderr.flush()

    def _end(self, seconds: float) -> None:
        sys.stderr.write(f"\r\033[K{self._name:<12}{self._total:,} in {seconds:.1f} s\n")
        sys.stderr.flush()


class Lines(_Meter):
    """A line now and then, for logs."""

    def _show(self, seconds: float) -> None:
        line = f"{self._name}: {self._count:,} of {self._total:,} ({seconds:.0f} s)"
        print(line, file=sys.stderr, flush=True)

    def _end(self, seconds: float) -> None:
        print(f"{self._name}: {self._total:,} in {seconds:.1f} s", file=sys.stderr, flush=True)


def make_progress() -> Progress:
    """Choose what standard error can show."""
    return Bar() if sys.stderr.isatty() else Lines()
