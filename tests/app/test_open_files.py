import pytest

from quire.app.open_files import connections_within
from quire.errors import SettingError


def test_limit_that_is_too_low_is_refused_with_the_remedy() -> None:
    message = r"^only 64 open files are allowed and 512 are needed: raise the limit \(ulimit -n"
    with pytest.raises(SettingError, match=message):
        connections_within(64)


@pytest.mark.parametrize(("files", "connections"), [(512, 256), (1024, 768), (65_536, 1024)])
def test_connections_leave_files_for_all_else(files: int, connections: int) -> None:
    assert connections_within(files) == connections
