"""Histories of a small site, made at random: the same seed gives the same commits."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.support.repositories import Repository

WORDS = ("cache", "git", "key", "site", "word", "feed", "page", "link")
AUTHORS = ("mira", "tom", "ana")
TAGS = ("css", "http", "git")


class History:
    """Commits to one repository.

    Args:
        now: the clock of the site; dates lie around it.
    """

    def __init__(self, repository: Repository, seed: int, now: Callable[[], datetime]) -> None:
        self._repository = repository
        self._random = random.Random(seed)
        self._now = now
        self._number = 0
        self._branches: list[str] = []
        self._steps = (
            (self.edit, 6),
            (self.add, 5),
            (self.rename, 3),
            (self.move_section, 1),
            (self.delete, 3),
            (self.branch, 2),
            (self.merge, 4),
            (self.hide, 2),
            (self.schedule, 3),
            (self.configure, 2),
            (self.profile, 2),
            (self.tag_page, 1),
            (self.permalinks, 1),
            (self.section_draft, 2),
            (self.speak_otherwise, 2),
            (self.alias, 2),
        )

    def begin(self) -> None:
        """Make the first commit."""
        self._write("hugo.toml", self._configuration())
        for _ in range(5):
            self._add()
        self._write("content/about.md", "---\ntitle: About\ntype: page\n---\nWho.\n")
        self._commit("begin")

    def step(self) -> str:
        """Make one commit at random; give what it was."""
        steps, weights = zip(*self._steps, strict=True)
        [step] = self._random.choices(steps, weights)
        step()
        self._commit(step.__name__)
        return str(step.__name__)

    def edit(self) -> None:
        """Change the words of some posts."""
        for path in self._some(2):
            text = self._read(path)
            self._write(path, f"{text}More of {self._word()} {self._next()}.\n")

    def add(self) -> None:
        """Add posts."""
        for _ in range(self._random.randint(1, 2)):
            self._add()

    def rename(self) -> None:
        """Give a post's file another name."""
        for path in self._some(1):
            self._write(f"content/posts/renamed-{self._next()}.md", self._read(path))
            self._delete(path)

    def move_section(self) -> None:
        """Move a post to another section."""
        for path in self._some(1):
            section = self._random.choice(("news", "posts"))
            name = path.rpartition("/")[2]
            text = self._read(path)
            self._delete(path)
            self._write(f"content/{section}/{name}", text)

    def delete(self) -> None:
        """Delete posts."""
        for path in self._some(2):
            self._delete(path)

    def branch(self) -> None:
        """Leave an edit on a branch that begins here."""
        name = f"branch-{self._next()}"
        self._git("branch", name)
        self._branches.append(name)
        self._git("checkout", "-q", name)
        self._add()
        self._commit("on a branch")
        self._git("checkout", "-q", "main")

    def merge(self) -> None:
        """Merge an older branch."""
        if self._branches:
            name = self._branches.pop(0)
            at = self._now() - timedelta(days=3)
            self._repository.git("merge", "-q", "--no-ff", "-X", "theirs", "-m", name, name, at=at)

    def hide(self) -> None:
        """Make a post a draft, or show it again."""
        for path in self._some(1):
            self._field(path, "draft", self._random.choice(("true", "false")))

    def schedule(self) -> None:
        """Let a post appear or expire soon."""
        for path in self._some(1):
            soon = self._now() + timedelta(hours=self._random.randint(-5, 20))
            name = self._random.choice(("date", "expiryDate", "publishDate"))
            self._field(path, name, soon.isoformat())

    def configure(self) -> None:
        """Change what the site is called, and where it is."""
        self._write("hugo.toml", self._configuration())

    def profile(self) -> None:
        """Change, add or take away an author's profile."""
        who = self._random.choice(AUTHORS)
        path = f"content/authors/{who}/_index.md"
        if self._random.random() < 0.3 and self._exists(path):
            self._delete(path)
        else:
            self._write(path, f"---\ntitle: {who.title()} {self._word()}\n---\nWrites.\n")

    def tag_page(self) -> None:
        """Describe a tag."""
        tag = self._random.choice(TAGS)
        self._write(f"content/tags/{tag}/_index.md", f"---\ntitle: {tag.upper()}\n---\n{tag}.\n")

    def permalinks(self) -> None:
        """Give all posts other addresses."""
        self._write("hugo.toml", self._configuration(self._random.choice((":slug", ":year/:slug"))))

    def section_draft(self) -> None:
        """Hide a whole section, or show it again."""
        draft = self._random.choice(("true", "false"))
        section = self._random.choice(("posts", "news"))
        text = f"---\ntitle: All\ncascade:\n  draft: {draft}\n---\n"
        self._write(f"content/{section}/_index.md", text)

    def speak_otherwise(self) -> None:
        """Let a post speak another language: by its file, or by the site's default."""
        for path in self._some(1):
            bare = path.removesuffix(".md").removesuffix(".de")
            other = f"{bare}.md" if path.endswith(".de.md") else f"{bare}.de.md"
            text = self._read(path)
            self._delete(path)
            self._write(other, text)

    def alias(self) -> None:
        """Let a post answer at another address as well."""
        for path in self._some(1):
            self._field(path, "aliases", f"[/posts/renamed-{self._random.randint(1, 40)}/]")

    def _configuration(self, pattern: str = "") -> str:
        permalinks = f'[permalinks]\nposts = "/{pattern}/"\n' if pattern else ""
        url = self._random.choice(("https://one.example", "https://two.example"))
        lines = [
            f'baseURL = "{url}"',
            f'title = "{self._word()}"',
            'defaultContentLanguage = "en"',
            'taxonomies = {tag = "tags", author = "authors"}',
            permalinks,
            "[languages.en]\nweight = 1",
            "[languages.de]\nweight = 2",
        ]
        return "\n".join(lines) + "\n"

    def _add(self) -> None:
        number = self._next()
        lang = ".de" if self._random.random() < 0.2 else ""
        section = "news" if self._random.random() < 0.3 else "posts"
        day = self._now() - timedelta(days=self._random.randint(1, 200))
        authors = self._random.sample(AUTHORS, self._random.randint(0, 2))
        tags = self._random.sample(TAGS, self._random.randint(0, 2))
        lines = [
            "---",
            f"title: {self._word().title()} {number}",
            f"date: {day.isoformat()}",
            f"authors: [{', '.join(authors)}]",
            f"tags: [{', '.join(tags)}]",
            "---",
            f"About {self._word()} and {self._word()}.",
            "",
        ]
        self._write(f"content/{section}/post-{number}{lang}.md", "\n".join(lines))

    def _field(self, path: str, name: str, value: str) -> None:
        lines = self._read(path).split("\n")
        kept = [line for line in lines if not line.startswith(f"{name}:")]
        self._write(path, "\n".join([kept[0], f"{name}: {value}", *kept[1:]]))

    def _some(self, most: int) -> list[str]:
        root = self._repository.root
        found = sorted(
            str(path.relative_to(root))
            for section in ("posts", "news")
            for path in (root / "content" / section).glob("*.md")
            if not path.name.startswith("_")
        )
        return self._random.sample(found, min(len(found), self._random.randint(1, most)))

    def _word(self) -> str:
        return self._random.choice(WORDS)

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _exists(self, path: str) -> bool:
        return (self._repository.root / path).exists()

    def _read(self, path: str) -> str:
        return (self._repository.root / path).read_text()

    def _write(self, path: str, text: str) -> None:
        file = self._repository.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def _delete(self, path: str) -> None:
        (self._repository.root / path).unlink()

    def _commit(self, message: str) -> None:
        self._git("add", "--all")
        self._git("commit", "-q", "--allow-empty", "-m", message)

    def _git(self, *arguments: str) -> None:
        self._repository.git(*arguments, at=self._now())
