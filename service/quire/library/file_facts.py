"""What the bytes of pictures and other files tell, looked at once for each blob."""

from quire.library.build_cache import BuildCache
from quire.library.images import image_size
from quire.model import SourceFile
from quire.model.pictures import FileFacts
from quire.source.lfs import is_lfs_pointer
from quire.source.port import Source


class FilesRead:
    """Looks at the files of one source. Used by one thread.

    Attributes:
        unread: files of this survey whose bytes could not be read; nobody remembers them.
    """

    def __init__(self, source: Source, cache: BuildCache) -> None:
        self._source = source
        self._cache = cache
        self.unread: set[SourceFile] = set()

    def begin(self) -> None:
        """Begin a survey."""
        self.unread = set()

    def look(self, file: SourceFile) -> FileFacts:
        """Say what a file tells; nothing, for now, where its bytes cannot be read.

        Raises:
            SourceError: the source does not answer.
            SnapshotDamaged: the build cache has lost what it held.
        """
        try:
            return self._cache.facts(file.blob)
        except KeyError:
            data = next((data for _, data in self._source.read([file])), None)
            if data is None:
                self.unread.add(file)
                return FileFacts()
            facts = FileFacts(image_size(data), is_lfs_pointer(data))
            self._cache.keep_facts(file.blob, facts)
            return facts
