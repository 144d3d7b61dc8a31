"""How long work tells how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Receives the stages of a build."""

    def stage(self, name: str, total: int) -> None:
        """Begin a stage of `total` steps; the one before has ended."""
        ...

    def advance(self, steps: int = 1) -> None:
        """Count steps of the stage at hand."""
        ...

    def grow(self, steps: int) -> None:
        """Say that the stage at hand has more steps than were known."""
        ...

    def done(self) -> None:
        """End the last stage."""
        ...


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int) -> None:
        """See `Progress`."""

    def advance(self, steps: int = 1) -> None:
        """See `Progress`."""

    def grow(self, steps: int) -> None:
        """See `Progress`."""

    def done(self) -> None:
        """See `Progress`."""
