from quire.model import Language, Site


def test_languages_of_a_site_begin_with_the_default_one() -> None:
    languages = (Language("de", "de", ""), Language("fr", "fr", ""), Language("en", "", ""))
    assert Site(default_lang="en", languages=languages).langs == ("en", "de", "fr")


def test_site_without_configuration_is_english() -> None:
    assert Site().langs == ("en",)
