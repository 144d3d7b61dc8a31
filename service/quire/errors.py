"""What can go wrong while Quire runs. Faults in content are values: `model.Problem`.

QuireError
├── SettingError          a setting or command-line argument cannot be used
├── SourceError           the content cannot be reached
│   ├── SourceNotFound    no such path, or it holds no content
│   ├── RefNotFound       the repository has no such ref
│   ├── SourceUnread      a file that shapes the whole site cannot be read now
│   └── GitFailed         git itself is missing, too old, or answered with an error
├── SnapshotError         a snapshot cannot be read or made
│   ├── SnapshotDamaged   it is not whole: rebuild it
│   └── SnapshotGone      it is no longer kept
├── SearchError           the search engine failed
│   └── SearchUnavailable it cannot answer now
│       └── SearchDamaged it is not as it was written: rebuild it
├── PictureError          a smaller copy of a picture cannot be given
│   ├── PictureUnfit      the picture is damaged, too large or too slow
│   └── PicturesBusy      too many are being made
├── ExportError           an export cannot be written
└── QueryError            a request asks for what cannot be answered

Each message is one line that says what is wrong and how to mend it.
"""


class QuireError(Exception):
    """Base of all errors that Quire raises on purpose."""


class SettingError(QuireError):
    """A setting or argument cannot be used; the message names it and the remedy."""


class SourceError(QuireError):
    """The content cannot be reached."""


class SourceNotFound(SourceError):
    """No such path, or it holds no content."""


class RefNotFound(SourceError):
    """The repository has no such ref."""


class SourceUnread(SourceError):
    """The bytes of a file that shapes the whole site are not there, now or for good."""


class GitFailed(SourceError):
    """git is missing, too old, or answered with an error."""


class SnapshotError(QuireError):
    """A snapshot cannot be read or made."""


class SnapshotDamaged(SnapshotError):
    """A snapshot on disk is not whole or of another format."""


class SnapshotGone(SnapshotError):
    """The snapshot asked for is no longer kept."""


class SearchError(QuireError):
    """The search engine failed."""


class SearchUnavailable(SearchError):
    """The search engine cannot answer now."""


class SearchDamaged(SearchUnavailable):
    """A file of the index is not as it was written."""


class PictureError(QuireError):
    """A smaller copy of a picture cannot be given."""


class PictureUnfit(PictureError):
    """A picture cannot be made smaller, now and at the next try.

    Attributes:
        code: `unreadable`, `too_many_pixels`, `too_slow`.
        detail: one sentence.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class PicturesBusy(PictureError):
    """Too many pictures are being made; the same request may do in a moment."""


class ExportError(QuireError):
    """An export cannot be written; the message names the place or address, and the remedy."""


class QueryError(QuireError):
    """A request asks for what cannot be answered.

    Attributes:
        parameter: the name of the query parameter at fault.
        code: `unknown_field`, `unknown_value`, `out_of_range`, `invalid`, ...
        hint: the nearest value that would do, or None.
    """

    def __init__(self, parameter: str, code: str, detail: str, hint: str | None = None) -> None:
        super().__init__(detail)
        self.parameter = parameter
        self.code = code
        self.detail = detail
        self.hint = hint
