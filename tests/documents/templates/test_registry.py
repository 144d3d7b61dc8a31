"""Every shortcode takes any parameters, and docs/markdown.md names none but known ones."""

import pytest

from quire.documents.templates import Context, expand, registry
from tests.docs.pages import code_words, read, section

NAMED = section(read("docs/markdown.md"), "Shortcodes, tags and includes")


@pytest.mark.parametrize("name", sorted(registry.names()))
@pytest.mark.parametrize(
    "call",
    [
        "{{{{< {0} >}}}}",
        '{{{{< {0} "a" "b" >}}}}inner\n\n{{{{< /{0} >}}}}',
        'x {{{{< {0} src="a.b" alt="<i>" >}}}}inner{{{{< /{0} >}}}} y',
    ],
)
def test_shortcode_takes_any_parameters(name: str, call: str) -> None:
    expanded = expand(call.format(name), "hugo", Context())

    assert expanded.unknown == ()
    assert "{{" not in expanded.text
    assert "<i>" not in expanded.text


def test_every_name_in_the_table_of_shortcodes_is_known() -> None:
    table = "\n".join(line.split("|")[1] for line in NAMED.splitlines() if line.startswith("| `"))
    assert {name for name in code_words(table) if name not in registry.names()} == set()


def test_name_has_one_function() -> None:
    with pytest.raises(ValueError, match="two functions want the shortcode figure"):
        registry.shortcode("figure")(lambda _: registry.Markup(""))
