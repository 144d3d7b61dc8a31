import pytest

from quire.wire.encodings import accepts, choose_coding, compress, is_compressible


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("GZip", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.5, gzip", "gzip"),
        ("gzip;q=0", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0.5, gzip", "gzip"),
        ("identity;q=0, deflate", "identity"),
        ("gzip ; q=0.5 , br;q=0.4", "gzip"),
        ("gzip;level=1;q=1.0", "gzip"),
        ("gzip;q=nan", "identity"),
        ("gzip;q=99", "gzip"),
        ("gzip;q=0.123456", "identity"),
        ("br;q=0.998, gzip;q=0.999", "gzip"),
        ("gzip, br;q=1", "br"),
        ("," * 50 + "br", "br"),
        (" " * 200 + "br", "br"),
        (" " * 2000 + "br", "identity"),
    ],
)
def test_best_accepted_coding_is_chosen(header, coding):
    assert choose_coding(header) == coding


@pytest.mark.parametrize(
    ("header", "kind", "accepted"),
    [
        (None, "application/json", True),
        ("", "application/json", True),
        ("*/*", "application/json", True),
        ("application/json", "application/json; charset=utf-8", True),
        ("Application/*;q=0.2", "application/json", True),
        ("text/html, */*;q=0.1", "application/json", True),
        ("text/html", "application/json", False),
        ("application/json;q=0, */*", "application/json", False),
        ("*/*;q=0", "application/json", False),
        ("application/json", "application/feed+json", True),
        ("application/json;q=0", "application/feed+json", False),
        ("text/html", "application/feed+json", False),
        ("text/html" + " " * 200, "application/json", False),
        ("text/html" + " " * 2000, "application/json", True),
    ],
)
def test_type_is_acceptable_by_its_nearest_range(header, kind, accepted):
    assert accepts(header, kind) is accepted


def test_compressed_forms_are_the_same_each_time():
    body = b"word " * 1000
    for coding in ("identity", "gzip", "br"):
        assert compress(body, coding) == compress(body, coding)
    assert compress(body, "identity") is body


def test_pictures_are_not_compressed():
    assert not is_compressible("image/png", 10_000)
    assert is_compressible("image/svg+xml", 10_000)
