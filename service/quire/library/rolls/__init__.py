"""Rolls: what readers saw in each snapshot, kept long after the snapshot itself.

The builder writes them (`keeping`), web processes read them (`reading`). Must not know HTTP.
"""

from quire.library.rolls.reading import Rolls
from quire.library.rolls.removals import Removal
from quire.library.rolls.roll import (
    EMPTY,
    KINDS,
    Difference,
    Key,
    Roll,
    difference,
    roll_of,
    roll_of_columns,
)

__all__ = [
    "EMPTY",
    "KINDS",
    "Difference",
    "Key",
    "Removal",
    "Roll",
    "Rolls",
    "difference",
    "roll_of",
    "roll_of_columns",
]
