"""The operator's settings that shape what the builder makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Settings of a builder.

    Args:
        media_base: what the path of a media file is appended to.
        edit_url: template with `{path}`, None for none.
        extra_keys: front matter keys that `extra` shows.
        kept_snapshots: how many stay readable for cursors, 1-100.
        accept_loss: publish even when more than half of the posts vanish.
        convention: name of the one to read the content by, None to look what it is.
        shortcodes: the operator's templates by lower-cased name of a shortcode.
    """

    media_base: str = "/v1/media/"
    edit_url: str | None = None
    extra_keys: frozenset[str] = frozenset()
    kept_snapshots: int = 5
    accept_loss: bool = False
    convention: str | None = None
    shortcodes: Mapping[str, str] = field(default_factory=dict)

    def shaping(self) -> tuple[object, ...]:
        """Give the settings that change answers, in a fixed order."""
        return (
            self.media_base,
            self.edit_url,
            sorted(self.extra_keys),
            sorted(self.shortcodes.items()),
            self.convention,
        )
