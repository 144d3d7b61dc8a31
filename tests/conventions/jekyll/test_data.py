from quire.model import Candidate, Problem
from tests.conventions.reading import Understood, understood
from tests.support.repositories import site_files


def test_data_files_are_values_of_the_site() -> None:
    found = understood(
        "-- _config.yml --\ntitle: A\n"
        "-- _data/Nav Items.yml --\n- {title: Home, weight: 1}\n- About\n"
        '-- _data/a/b.json --\n{"x": [1, true, null]}\n'
        "-- _data/a/c.d.yaml --\ny: z\n"
        "-- _data/people.csv --\nname,age\nAda,36\nGrace,85,extra\n"
        "-- _data/t.tsv --\na\tb\n1\t2\n"
        "-- _data/notes.md --\nText\n-- data/other.yml --\nq: 1\n"
    )
    assert found.problems == ()
    assert found.site.values == {
        "title": "A",
        "data": {
            "Nav_Items": [{"title": "Home", "weight": 1}, "About"],
            "a": {"b": {"x": [1, True, None]}, "cd": {"y": "z"}},
            "people": [{"name": "Ada", "age": "36"}, {"name": "Grace", "age": "85"}],
            "t": [{"a": "1", "b": "2"}],
        },
    }


def test_folder_beside_a_file_of_its_name_wins() -> None:
    found = understood("-- _config.yml --\n-- _data/a.json --\n[1]\n-- _data/a/b.yml --\nx: 1\n")
    assert found.site.values["data"] == {"a": {"b": {"x": 1}}}


def test_data_that_cannot_be_read_is_left_out_and_reported() -> None:
    broken = understood(
        "-- _config.yml --\n-- _data/a.yml --\nx: 1\ny: [\n-- _data/b.yml --\nz: 1\n"
    )
    assert broken.site.values["data"] == {"a": None, "b": {"z": 1}}
    assert broken.codes == [("_data/a.yml", 3, "data-unreadable")]


def test_hostile_data_is_bounded() -> None:
    rows = "x,y\n" + "1,2\n" * 15_000
    text = "".join(f'-- _data/{n}.json --\n["{"x" * 60_000}"]\n' for n in range(10, 40))
    found = understood(f"-- _config.yml --\n-- _data/1.csv --\n{rows}\n{text}")
    reasons = {each.path: each.message for each in found.problems}
    assert {each.code for each in found.problems} == {"data-unreadable"}
    assert reasons["_data/1.csv"] == (
        "The data file is left out: it holds more than 10000 values; "
        "move data to a file of its own."
    )
    assert reasons["_data/39.json"] == (
        "The data file is left out: all data files together are larger than 1 MiB."
    )


def profiles(found: Understood, text: str) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    data = site_files(text)
    return found.convention.profiles(found.files, lambda path: data[path], found.site)


AUTHORS = """-- _config.yml --
title: A
-- _data/authors.yml --
ada_l:
  name: Ada Lovelace <ada@example.org>
  title: Countess
  bio: Wrote notes.
  avatar: /ada.png
  uri: https://ada.example
  twitter: ada
  email: ada@example.org
  links:
    - {label: GitHub, url: https://github.com/ada}
nobody: {}
-- _data/authors/joan.json --
{"name": "Joan", "about": "Clarke"}
-- _data/author.csv --
username,name
ken,Ken
-- _data/books/authors.yml --
x: {name: X}
"""


def test_authors_of_data_files_have_profiles() -> None:
    candidates, problems = profiles(understood(AUTHORS), AUTHORS)
    candidates = tuple(sorted(candidates, key=lambda each: each.path))
    assert problems == ()
    assert [(each.path, each.key, each.title, each.excerpt) for each in candidates] == [
        ("_data/author.csv", "ken", "Ken", None),
        ("_data/authors.yml", "ada_l", "Ada Lovelace", "Wrote notes."),
        ("_data/authors/joan.json", "joan", "Joan", "Clarke"),
    ]
    ada = candidates[1]
    assert (ada.permalink, ada.images) == ("", (("/ada.png", ""),))
    assert ada.links == {
        "twitter": "https://twitter.com/ada",
        "website": "https://ada.example",
        "github": "https://github.com/ada",
    }


def test_authors_are_looked_for_in_the_sites_own_data_folder() -> None:
    text = "-- _config.yml --\ndata_dir: facts\nsource: src\n"
    text += (
        "-- src/facts/authors.yml --\n- {id: ada, name: Ada}\n-- _data/authors.yml --\nx: {a: b}\n"
    )
    candidates, _ = profiles(understood(text), text)
    assert [(each.key, each.title) for each in candidates] == [("ada", "Ada")]
