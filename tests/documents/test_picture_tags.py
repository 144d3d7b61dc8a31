"""Pictures in HTML: told how large they are, and in which widths they can be had."""

import pytest

from quire.documents.picture_tags import with_sizes
from quire.documents.sanitising import resolve, sanitise
from quire.model import Reference
from quire.model.pictures import Variant

CAT = Reference(
    "/v1/media/cat.png",
    "cat.png",
    800,
    600,
    srcset=(Variant("/v1/media/cat.png?w=160", 160), Variant("/v1/media/cat.png?w=320", 320)),
)
COPIES = (
    'srcset="/v1/media/cat.png?w=160 160w, /v1/media/cat.png?w=320 320w, /v1/media/cat.png 800w"'
)


def measured(raw: str, picture: Reference = CAT) -> str:
    html, _ = sanitise(raw)
    return with_sizes(html, lambda _: picture)


def test_picture_has_its_size_its_copies_and_itself_as_the_widest() -> None:
    sizes = 'sizes="(max-width: 800px) 100vw, 800px"'
    assert measured('<img src="cat.png" alt="A cat">') == (
        f'<img src="cat.png" alt="A cat" width="800" height="600" {COPIES} {sizes}>'
    )


@pytest.mark.parametrize(
    ("written", "made", "sizes"),
    [
        ('width="400"', 'width="400" height="300"', "(max-width: 400px) 100vw, 400px"),
        ('width="400px"', 'width="400px" height="300"', "(max-width: 400px) 100vw, 400px"),
        ('height="60"', 'height="60" width="80"', "(max-width: 80px) 100vw, 80px"),
        ('width="9" height="9"', 'width="9" height="9"', "(max-width: 9px) 100vw, 9px"),
        ('width="50%"', 'width="50%"', "100vw"),
        ('width=""', 'width="800" height="600"', "(max-width: 800px) 100vw, 800px"),
    ],
)
def test_size_that_the_author_gave_stays_and_the_other_side_fits_it(
    written: str, made: str, sizes: str
) -> None:
    expected = f'<img src="c" {made} {COPIES} sizes="{sizes}">'
    assert measured(f'<img src="c" {written}>') == expected


def test_height_alone_that_is_no_number_of_pixels_leaves_the_picture_as_it_is() -> None:
    assert measured('<img src="c" height="50%">') == '<img src="c" height="50%">'


@pytest.mark.parametrize(
    "picture", [Reference("https://cdn.example/x.png"), Reference("/v1/media/x.png", "x.png")]
)
def test_picture_of_unknown_size_stays_as_it_is(picture: Reference) -> None:
    assert measured('<img src="x.png" alt="x">', picture) == '<img src="x.png" alt="x">'


def test_picture_without_copies_has_its_size_only() -> None:
    icon = Reference("/v1/media/i.svg", "i.svg", 24, 24)
    assert measured('<img src="i.svg">', icon) == '<img src="i.svg" width="24" height="24">'


def test_text_and_attributes_that_look_like_a_tag_stay_text() -> None:
    raw = '<p title="<img src=a>">&lt;img src="a"&gt;</p><code>&lt;img src="b"&gt;</code>'
    html, _ = sanitise(raw)
    assert with_sizes(html, lambda _: CAT) == html


def test_values_are_read_and_written_with_their_escapes() -> None:
    asked = []
    html, _ = sanitise("<img src='a.png?x=1&amp;lt=2' alt='\"&lt;b&gt;&amp;amp;'>")

    def reference(address: str) -> Reference:
        asked.append(address)
        return CAT

    again = resolve(with_sizes(html, reference), lambda _, address: address)
    assert asked == ["a.png?x=1&lt=2"]
    assert again.startswith(html.removesuffix(">"))


def test_widths_that_an_author_wrote_are_not_passed_on() -> None:
    raw = '<img src="a" srcset="https://cdn.example/a.png 2x" sizes="9vw">'
    assert sanitise(raw) == ('<img src="a">', (("image", "a"),))


def test_copies_are_addresses_like_others_where_they_are_spelled_anew() -> None:
    made = resolve(measured('<img src="c">'), lambda _, address: f"https://api.example{address}")
    assert "https://api.example/v1/media/cat.png?w=160 160w, https://api.example/v1" in made
    dropped = resolve(made, lambda kind, at: "javascript:x" if kind == "copy" else at)
    assert "srcset" not in dropped


def test_no_more_pictures_name_their_copies_than_an_answer_has_room_for() -> None:
    html = measured('<img src="c">' * 501)
    assert html.count("srcset=") == 500
    assert html.count('width="800" height="600"') == 501


def test_pictures_behind_the_first_one_are_loaded_late() -> None:
    html = measured('<img src="a"><img src="b" loading="eager">')
    assert ["loading=" in tag for tag in html.split("<img ")[1:]] == [False, True]
    assert html.endswith(' loading="lazy">')
