"""The words of the field as types: what every other room speaks.

Owns the shapes of source files, problems, sites, candidates, documents and terms.
Must not know where they come from (git, folders) nor where they go (disk, JSON).
"""

from quire.model.documents import (
    Author,
    Candidate,
    Cover,
    Document,
    Kind,
    Reference,
    Seo,
    SourceRef,
    Term,
    TermRef,
    Translation,
)
from quire.model.problems import Problem
from quire.model.renderings import Heading, Rendering, Section
from quire.model.sites import Defaults, Language, Site, Taxonomy
from quire.model.source_files import FileHistory, SourceFile

__all__ = [
    "Author",
    "Candidate",
    "Cover",
    "Defaults",
    "Document",
    "FileHistory",
    "Heading",
    "Kind",
    "Language",
    "Problem",
    "Reference",
    "Rendering",
    "Section",
    "Seo",
    "Site",
    "SourceFile",
    "SourceRef",
    "Taxonomy",
    "Term",
    "TermRef",
    "Translation",
]
