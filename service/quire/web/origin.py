"""Where examples say that the service is: never what a request's headers claim."""

from markupsafe import Markup

_OWN_ADDRESS = Markup('<span class="origin">http://localhost:8000</span>')


def origin_of(base: str) -> str:
    """Write the service's address for an example on a page.

    Args:
        base: public address, "" where nobody has configured it: then the page's script puts the
            address that it was loaded from in the place of the usual one.
    """
    return base or _OWN_ADDRESS
