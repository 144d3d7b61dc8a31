from quire.conventions import detect
from quire.conventions.hugo import HUGO
from tests.conventions.reading import tree


def test_configuration_file_makes_a_hugo_site() -> None:
    assert detect(tree("hugo.yaml", "a.md")) == (HUGO, "hugo.yaml is there")


def test_configuration_folder_makes_a_hugo_site() -> None:
    files = tree("config/_default/params.toml", "config/_default/hugo.toml")
    assert detect(files) == (HUGO, "config/_default/hugo.toml is there")


def test_content_folder_makes_a_hugo_site() -> None:
    assert detect(tree("content/a.md")) == (HUGO, "a folder content/ is there")


def test_folder_that_nobody_claims_is_read_as_hugo_does() -> None:
    assert detect(tree("a.md")) == (HUGO, "no other convention claims this folder")
    assert detect({}) == (HUGO, "no other convention claims this folder")
