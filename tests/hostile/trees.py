"""Trees that point outwards, carry odd names or never end."""

import unicodedata

from tests.hostile.ground import HIDDEN, Ground, trap

BOTH = ("commit", "disk")
POST = f"---\ntitle: Trap\ndate: 2024-04-02\n---\n{HIDDEN}\n"
SHOWN = "---\ntitle: Trap\ndate: 2024-04-02\n---\nShown.\n"


def link(ground: Ground, path: str, target: object) -> None:
    place = ground.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(str(target))


@trap("symlink", modes=BOTH, fates={"content/posts/leak.md": ("problem", "symlink")})
def absolute_link_to_a_file_outside(ground: Ground) -> None:
    link(ground, "content/posts/leak.md", ground.outside / "secret.md")


@trap("symlink", modes=BOTH)
def relative_link_to_a_file_outside(ground: Ground) -> None:
    link(ground, "content/posts/leak.md", "../../../outside/secret.md")


@trap("symlink", modes=BOTH)
def link_to_a_folder_outside(ground: Ground) -> None:
    link(ground, "content/posts/leaks", ground.outside)


@trap("symlink", modes=BOTH)
def links_in_a_loop(ground: Ground) -> None:
    link(ground, "content/posts/a.md", "b.md")
    link(ground, "content/posts/b.md", "a.md")
    link(ground, "content/posts/again", "..")


@trap("symlink", modes=BOTH)
def link_into_the_git_directory(ground: Ground) -> None:
    link(ground, "content/posts/config.md", "../../.git/config")
    link(ground, "content/posts/git", "../../.git")
    ground.configure(user__signingKey="the-operators-own-secret")


@trap("symlink", modes=BOTH)
def link_to_a_process_and_a_device(ground: Ground) -> None:
    link(ground, "content/posts/environment.md", "/proc/self/environ")
    link(ground, "content/posts/endless.md", "/dev/zero")


@trap(modes=BOTH)
def configuration_that_is_a_link_outside(ground: Ground) -> None:
    link(ground, "config.toml", ground.outside / "secret.toml")
    link(ground, "quire.toml", ground.outside / "secret.toml")
    link(ground, "data/authors.yml", ground.outside / "secret.yml")


@trap("missing-image", modes=BOTH)
def pictures_that_are_links_outside(ground: Ground) -> None:
    link(ground, "content/posts/leak.png", ground.outside / "secret.png")
    link(ground, "static/leak.png", ground.outside / "secret.png")
    ground.post("pictures", "![](leak.png) ![](/leak.png) ![](../../../outside/secret.png)")


@trap("submodule")
def submodule_that_runs_a_command(ground: Ground) -> None:
    commit = ground.git("rev-parse", "HEAD")
    ground.git("update-index", "--add", "--cacheinfo", f"160000,{commit},content/posts/module")
    url = f"ext::{ground.command} %S"
    text = f'[submodule "x"]\n\tpath = content/posts/module\n\turl = {url}\n\tupdate = !{url}\n'
    blob = ground.blob(text)
    ground.git("update-index", "--add", "--cacheinfo", f"100644,{blob},.gitmodules")
    ground.git("commit", "--quiet", "--message=module")
    ground.is_laid = True


@trap("submodule", modes=("disk",))
def repository_inside_the_repository(ground: Ground) -> None:
    inner = ground.root / "content/posts/inner"
    inner.mkdir()
    (inner / "post.md").write_text(POST)
    (inner / ".git").write_text(f"gitdir: {ground.root}/.git\n")


@trap("odd-name", modes=BOTH)
def folders_below_folders_below_folders(ground: Ground) -> None:
    ground.write("content/" + "d/" * 100 + "deep.md", POST)


@trap("odd-name")
def folders_that_multiply(ground: Ground) -> None:
    tree = ground.tree(("100644", b"deep.md", ground.blob(SHOWN)))
    for _ in range(7):
        # Each level repeats the one below as several folders of one object.
        tree = ground.tree(*(("40000", f"d{n}".encode(), tree) for n in range(2)))
    chain = ground.tree(("100644", b"deep.md", ground.blob(POST)))
    for _ in range(120):
        chain = ground.tree(("40000", b"d", chain))
    ground.commit_posts(("40000", b"chain", chain), ("40000", b"wide", tree))


@trap("odd-name")
def names_with_control_characters(ground: Ground) -> None:
    blob = ground.blob(POST)
    names = (b"a\nb.md", b"a\tb.md", b"\x1b[31mred.md", b"\x7f.md", b"a\r\nX-Evil: 1.md")
    ground.commit_posts(*(("100644", name, blob) for name in names))


@trap(published=("quoted-single-name",))
def names_that_look_like_options_and_quotes(ground: Ground) -> None:
    blob = ground.blob(SHOWN)
    names = (
        b"--upload-pack=touch mark.md",
        b"-o ProxyCommand=x.md",
        b"\"quoted\" 'single' name.md",
        b"$(touch mark).md",
        b"`touch mark`.md",
        b"; touch mark #.md",
        b"%2e%2e%2f%2e%2e%2fescape.md",
        b"%s%n%x.md",
        b"*.md",
    )
    ground.commit_posts(*(("100644", name, blob) for name in names))


@trap("odd-name")
def names_that_mislead_the_eye(ground: Ground) -> None:
    blob = ground.blob(POST)
    names = ("rtl\u202edm.exe.md", "\u2066hidden\u2069.md", "line\u2028break.md", "mark\u200f.md")
    ground.commit_posts(*(("100644", name.encode(), blob) for name in names))


@trap("odd-name")
def names_that_are_no_text(ground: Ground) -> None:
    blob = ground.blob(POST)
    names = (b"\xff\xfe.md", b"caf\xe9.md", b"\xed\xa0\x80.md", b"\xc0\xae\xc0\xae.md")
    ground.commit_posts(*(("100644", name, blob) for name in names))


@trap("odd-name")
def entries_that_lead_upwards(ground: Ground) -> None:
    blob, inner = ground.blob(POST), ground.tree(("100644", b"up.md", ground.blob(POST)))
    ground.commit_posts(
        ("40000", b"..", inner),
        ("40000", b".", inner),
        ("100644", b"../../up.md", blob),
        ("100644", b"a/../../../up.md", blob),
        ("100644", b"/etc/up.md", blob),
        ("100644", b"..\\..\\up.md", blob),
        ("100644", b"C:\\up.md", blob),
    )


@trap()
def entries_that_look_like_git(ground: Ground) -> None:
    blob, inner = ground.blob(POST), ground.tree(("100644", b"config.md", ground.blob(POST)))
    ground.commit_posts(
        ("40000", b".git", inner),
        ("40000", b".GIT", inner),
        ("40000", b".git\xe2\x80\x8d", inner),
        ("100644", b".gitattributes", ground.blob("* filter=evil diff=evil\n")),
        ("100644", b".mailmap", blob),
    )


@trap(published=("x", "y"))
def entries_that_clash_by_case_or_spelling(ground: Ground) -> None:
    named = [b"X.md", b"x.md", b"x .md", b"x..md", b"Y.markdown", b"y.md"]
    for form in ("NFC", "NFD"):
        named.append(unicodedata.normalize(form, "caf\u00e9.md").encode())
    ground.commit_posts(*(("100644", name, ground.blob(SHOWN)) for name in named))


@trap()
def entries_of_one_name_twice(ground: Ground) -> None:
    first, second = ground.blob(SHOWN), ground.blob(SHOWN.replace("Shown", "Second"))
    ground.commit_posts(("100644", b"twice.md", first), ("100644", b"twice.md", second))


@trap("odd-name")
def names_as_long_as_they_get(ground: Ground) -> None:
    blob = ground.blob(POST)
    deep = ground.tree(("100644", b"n" * 252 + b".md", blob))
    for _ in range(4):
        deep = ground.tree(("40000", b"f" * 255, deep))
    ground.commit_posts(
        ("40000", b"deep", deep),
        ("100644", b"n" * 252 + b".md", ground.blob(SHOWN)),
        ("100644", b"m" * 5000 + b".md", blob),
    )


@trap()
def modes_that_no_git_writes(ground: Ground) -> None:
    blob = ground.blob(SHOWN)
    ground.commit_posts(
        ("100755", b"run.md", blob), ("100666", b"odd.md", blob), ("100000", b"none.md", blob)
    )


@trap("missing-object")
def entry_that_is_another_kind_of_object(ground: Ground) -> None:
    commit, tree = ground.git("rev-parse", "HEAD"), ground.git("rev-parse", "HEAD^{tree}")
    ground.commit_posts(("100644", b"commit.md", commit), ("100644", b"tree.md", tree))


@trap(modes=BOTH)
def folder_that_is_named_like_a_post(ground: Ground) -> None:
    ground.write("content/posts/folder.md/inner.md", SHOWN)
    ground.write("content/posts/picture.png/deeper.png/x.md", SHOWN)
    ground.post("links", "[a](folder.md) ![b](picture.png)")


@trap()
def twenty_thousand_empty_files(ground: Ground) -> None:
    empty = ground.blob("")
    names = (f"e{number:05}.md".encode() for number in range(20_000))
    crowd = ground.tree(*(("100644", name, empty) for name in names))
    ground.commit_posts(("40000", b"crowd", crowd))
