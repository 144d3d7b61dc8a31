"""What browsers let our pages do: Content-Security-Policy of frames and of the builder's page.

Source: https://www.w3.org/TR/CSP3/
"""

from collections.abc import Iterable

SANDBOX = (
    "allow-scripts allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)
"""What a frame may: say how high it is, and follow a link that a reader has chosen."""

_ALWAYS = ("default-src 'none'", "script-src 'self'", "style-src 'self'")
_CLOSED = ("base-uri 'none'", "form-action 'none'")


def frame_policy(pictures: Iterable[str], ancestors: str) -> str:
    """Write the policy of a frame.

    Args:
        pictures: origins that its pictures come from.
        ancestors: sources of `frame-ancestors`: who may show it.
    """
    shown = " ".join(("'self'", *pictures))
    parts = (*_ALWAYS, f"img-src {shown}", *_CLOSED, f"frame-ancestors {ancestors}")
    return "; ".join((*parts, f"sandbox {SANDBOX}"))


def builder_policy(pictures: Iterable[str]) -> str:
    """Write the policy of the page that writes snippets; nobody may frame it."""
    shown = " ".join(("'self'", *pictures))
    parts = (*_ALWAYS, f"img-src {shown}", "connect-src 'self'", "frame-src 'self'", *_CLOSED)
    return "; ".join((*parts, "frame-ancestors 'none'"))
