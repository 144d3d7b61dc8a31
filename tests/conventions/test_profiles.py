import pytest

from quire.conventions.profiles import profile_links, profile_name
from quire.documents.fields import Fields
from quire.documents.front_matter import parse


def fields(front_matter: str) -> Fields:
    return Fields(parse("content/authors/ada/index.md", f"---\n{front_matter}\n---\n".encode()))


@pytest.mark.parametrize(
    ("front_matter", "name"),
    [
        ("name: Ada\ntitle: Countess\nfullname: Ada Lovelace", "Ada Lovelace"),
        ("name: Ada\ndisplay_name: Ada L.", "Ada L."),
        ("title: Ada", "Ada"),
        ("name: [Ada]\ntitle: Countess", "Countess"),
        ("name: Ada <ada@example.org>", "Ada"),
        ("name: <ada@example.org>\n", None),
        ("mood: fine", None),
    ],
)
def test_name_of_a_profile(front_matter: str, name: str | None) -> None:
    assert profile_name(fields(front_matter)) == name


def test_handles_become_addresses_and_addresses_stay() -> None:
    found = fields("""
github: "@ada"
twitter: ada_l
website: https://ada.example/?a=1
social:
  LinkedIn: ada-lovelace
  mastodon: https://social.example/@ada
  github: countess
""")
    assert profile_links(found) == {
        "github": "https://github.com/countess",
        "twitter": "https://twitter.com/ada_l",
        "linkedin": "https://www.linkedin.com/in/ada-lovelace",
        "mastodon": "https://social.example/@ada",
        "website": "https://ada.example/?a=1",
    }


@pytest.mark.parametrize(
    "link",
    [
        "website: javascript:alert(1)",
        "website: mailto:ada@example.org",
        "website: ada.example",
        "github: ada@example.org",
        "github: https://x.example/<script>",
        "github: a/../b",
        "mastodon: '@ada@social.example'",
        "email: ada@example.org",
        "social: {email: ada@example.org}",
        "social: ada",
    ],
)
def test_what_is_no_web_address_is_left_out(link: str) -> None:
    assert profile_links(fields(link)) == {}
