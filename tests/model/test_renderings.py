from quire.model import Rendering, Section


def test_text_of_a_rendering_joins_headings_and_paragraphs() -> None:
    sections = (
        Section("", "", "Before."),
        Section("a", "First", "One\nTwo"),
        Section("b", "B", ""),
    )
    assert Rendering("", "", 5, sections=sections).text == "Before.\nFirst\nOne\nTwo\nB"


def test_text_of_an_empty_rendering_is_empty() -> None:
    assert Rendering("", "", 0).text == ""
