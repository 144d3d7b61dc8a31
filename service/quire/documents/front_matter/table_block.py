"""Tables in data files: rows of a CSV or TSV file, by the names in its first row.

Source: RFC 4180; rows may be shorter or longer than the first one.
"""

import csv
import io
from itertools import islice

from quire.documents.front_matter.parsed import MAX_NODES, Block, Unreadable, Value, too_many


def read_table(text: str, separator: str, listed: str) -> Block:
    """Read a table as a list of mappings of texts.

    Args:
        listed: the key under which the rows are taken; "" refuses them.

    Raises:
        Unreadable: a list is not wanted, not a table, or beyond the bounds.
    """
    if not listed:
        raise Unreadable("it is a table; a mapping is wanted here")
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        names = next(reader, [])
        if len(names) > MAX_NODES:
            raise too_many((1, 1))
        rows = list(islice(reader, MAX_NODES // max(len(names), 1) + 1))
    except csv.Error as error:
        raise Unreadable(f"{error}; mend the table", (reader.line_num, 1)) from error
    if len(rows) * len(names) > MAX_NODES:
        raise too_many((reader.line_num, 1))
    values: list[Value] = [
        {name: cell for name, cell in zip(names, row, strict=False) if name} for row in rows if row
    ]
    return Block(values={listed: values}, places={listed: (1, 1)})
