"""Rendered HTML put in its place on the site: addresses resolved, pictures measured."""

from collections.abc import Callable

from quire.documents.picture_tags import with_sizes
from quire.documents.sanitising import resolve
from quire.model import Reference


def placed_html(html: str, refer: Callable[[str, str], Reference]) -> str:
    """Give a rendered body as answers hold it.

    Args:
        refer: says where an address leads, by its kind and spelling.
    """
    measured = with_sizes(html, lambda address: refer("image", address))

    def url(kind: str, address: str) -> str | None:
        return address if kind == "copy" else refer(kind, address).url

    return resolve(measured, url)
