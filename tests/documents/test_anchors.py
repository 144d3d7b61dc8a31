"""Ids of places: those of the site in addresses of the site, ours where our HTML is shown."""

import pytest

from quire.documents.anchors import fragment, place_in


@pytest.mark.parametrize(
    ("url", "identifier", "address"),
    [
        ("https://ink.example/a/", "user-content-part", "https://ink.example/a/#part"),
        ("/a/", "user-content-part", "/a/#user-content-part"),
        ("https://ink.example/a/", "user-content-fn:1", "https://ink.example/a/#fn:1"),
        ("https://ink.example/a/", "user-content-über", "https://ink.example/a/#%C3%BCber"),
        ("/a/", "user-content-100%^", "/a/#user-content-100%25%5E"),
    ],
)
def test_place_in_a_document_has_the_id_of_where_its_address_leads(
    url: str, identifier: str, address: str
) -> None:
    assert place_in(url, identifier) == address


@pytest.mark.parametrize(
    ("href", "there"),
    [
        ("#part", "#user-content-part"),
        ("#user-content-part", "#user-content-part"),
        ("#fn:1", "#user-content-fn:1"),
        ("#", "#"),
        ("#top", "#top"),
        ("#:~:text=hello", "#:~:text=hello"),
        ("#part:~:text=hello", "#user-content-part:~:text=hello"),
    ],
)
def test_jump_within_our_html_has_the_prefix(href: str, there: str) -> None:
    assert fragment(href) == there
