"""Small Jekyll sites, understood without a repository."""

from quire.model import Candidate
from tests.conventions.reading import Understood, understood


def site_of(
    front_matter: str = "", path: str = "_posts/2024-05-31-hello.md", config: str = ""
) -> Understood:
    """Understand a site of one file and a configuration in YAML."""
    return understood(f"-- _config.yml --\n{config}\n-- {path} --\n---\n{front_matter}\n---\n")


def one(
    front_matter: str = "", path: str = "_posts/2024-05-31-hello.md", config: str = ""
) -> Candidate:
    """Understand one file without a body."""
    return site_of(front_matter, path, config).candidates[path]


def permalinks(paths: list[str], config: str = "") -> dict[str, str]:
    """Give the addresses of files that state nothing themselves."""
    files = "".join(f"-- {path} --\n---\n---\n" for path in paths)
    return understood(f"-- _config.yml --\n{config}\n{files}").permalinks
