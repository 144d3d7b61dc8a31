"""The operator's settings that shape what the builder makes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Settings of a builder.

    Args:
        media_base: what the path of a media file is appended to.
        edit_url: template with `{path}`, None for none.
        extra_keys: front matter keys that `extra` shows.
        kept_snapshots: how many stay readable for cursors, 1-100.
        accept_loss: publish even when more than half of the posts vanish.
    """

    media_base: str = "/v1/media/"
    edit_url: str | None = None
    extra_keys: frozenset[str] = frozenset()
    kept_snapshots: int = 5
    accept_loss: bool = False

    def shaping(self) -> tuple[object, ...]:
        """Give the settings that change answers, in a fixed order."""
        return (self.media_base, self.edit_url, sorted(self.extra_keys))
