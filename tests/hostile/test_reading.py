"""The judge itself: a plant of each kind is found, clean HTML is not accused."""

import pytest

from tests.hostile.reading import faults


@pytest.mark.parametrize(
    "html",
    [
        "<p>x<script>y</script>",
        "<img src=x onerror=y>",
        "<a href=' java\nscript:x'>y</a>",
        "<a href='&#106;avascript:x'>y</a>",
        "<p style='x'>y</p>",
        "<p id='location'>y</p>",
        "<img src='data:x,y'/>",
    ],
)
def test_what_might_execute_is_found(html: str) -> None:
    assert len(faults(html)) == 1


def test_clean_html_is_not_accused() -> None:
    html = (
        '<h2 id="user-content-a">x</h2><a href="/a:b" rel="nofollow">y</a><img src="https://a/b">'
    )
    assert faults(html) == []
