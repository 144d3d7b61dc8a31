"""No build dies, whatever the bytes: small sites of any content through the whole survey."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quire.library.build_cache import BuildCache
from quire.library.progress import Silent
from quire.library.rendering import InlineRenderer
from quire.library.survey import Surveyor
from quire.source import open_source
from tests.documents.test_properties import BODIES, FILES, HEADERS
from tests.support.building import NOON

_PATHS = st.sampled_from(
    [
        *("a.md", "2024-02-30-b.md", "content/posts/c.md", "content/authors/ada.md", "hugo.toml"),
        *(
            "_config.yml",
            "_posts/2024-05-31-d.md",
            "_data/authors.yml",
            "authors.json",
            "zola.toml",
        ),
        *("config.toml", "content/_index.md", "quire.toml", "people/ada.toml", "e/index.md"),
        *("docusaurus.config.js", "blog/2024-05-31-f.md", "blog/authors.yml", "docs/README.md"),
    ]
)
_CONTENT = FILES | st.tuples(HEADERS, BODIES).map(
    lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}".encode("utf-8", "replace")
)


@settings(max_examples=60)
@given(st.dictionaries(_PATHS, _CONTENT, min_size=1, max_size=6))
def test_site_of_any_bytes_is_surveyed(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        for path, data in files.items():
            file = Path(directory) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        source = open_source(Path(directory), None, True)
        cache = BuildCache(None, "")
        try:
            surveyor = Surveyor(source, InlineRenderer(), cache, "/v1/media/")
            survey = surveyor.survey(source.revision(), NOON, Silent())
        finally:
            cache.close()
            source.close()
    assert survey.dispositions.keys() == files.keys()
    assert not any("cannot be understood" in problem.message for problem in survey.problems)
    assert all(len(problem.message) <= 300 for problem in survey.problems)
