"""The post that the project starts from, served as its author wrote it."""

from collections.abc import Iterator

import pytest

from tests.support.corpora import SEED
from tests.support.serving import Service, running

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.slow,
    pytest.mark.skipif(not SEED.exists(), reason="no ../shared/seed"),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(SEED, tmp_path_factory.mktemp("seed") / "state", "--workers", "1") as opened:
        yield opened


def test_seed_post_has_the_fields_its_author_gave(service: Service) -> None:
    data = service.get("/v1/posts/kcduk-cilium-ebpf").json()["data"]

    assert data["title"] == "Kubernetes Community Days UK: Keynote Cilium and eBPF"
    assert [tag["slug"] for tag in data["tags"]] == ["ckd", "kubernetes", "cilium", "ebpf"]
    [author] = data["authors"]
    assert (author["slug"], author["name"]) == ("edith_puclla", "Edith Puclla")
    assert data["published_at"] == "2023-10-24T00:00:00Z"
    assert data["cover"]["url"].endswith("/blog/2023/10/kcduk-01.png")
    assert "<strong>Liz Rice</strong>" in data["html"]


def test_missing_pictures_of_the_seed_are_counted(service: Service) -> None:
    assert service.get("/readyz").json()["problems"] == {"missing-image": 4}


def test_seed_post_is_found_by_words_tag_and_author(service: Service) -> None:
    [hit] = service.get("/v1/search?q=mutual+authentication").json()["data"]
    assert hit["slug"] == "kcduk-cilium-ebpf"
    assert "<mark>Mutual</mark> <mark>Authentication</mark>" in hit["match"]["snippet"]
    for query in ("tag=ebpf", "author=edith_puclla"):
        [listed] = service.get(f"/v1/posts?{query}").json()["data"]
        assert listed["slug"] == "kcduk-cilium-ebpf"
