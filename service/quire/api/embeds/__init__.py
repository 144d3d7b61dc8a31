"""Posts on other sites: the element's script, frames, oEmbed, and the page that writes snippets.

Asks v1's questions and shows the answers as HTML. Must not know how snapshots are made.
"""

from quire.api.embeds.registration import WITHOUT_SNAPSHOT, register
from quire.api.embeds.scripts import current_script

__all__ = ["WITHOUT_SNAPSHOT", "current_script", "register"]
