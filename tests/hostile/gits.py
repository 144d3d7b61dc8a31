"""Repositories whose git directory is the trap."""

import hashlib
import zlib

from quire.source import MAX_FILE_BYTES
from tests.hostile.ground import HEALTHY_PATH, HIDDEN, SECRET, Ground, trap

BOTH = ("commit", "disk")
SHOWN = "---\ntitle: Trap\ndate: 2024-04-02\n---\nShown.\n"


@trap(modes=BOTH, published=("filtered",))
def hooks_filters_and_commands_in_the_configuration(ground: Ground) -> None:
    ground.write(".gitattributes", "* filter=evil diff=evil merge=evil ident export-subst\n")
    ground.write("content/posts/filtered.md", SHOWN)
    ground.commit()
    hooks = ground.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in (
        "post-index-change",
        "reference-transaction",
        "post-checkout",
        "fsmonitor-watchman",
    ):
        (hooks / hook).symlink_to(ground.command)
    run = str(ground.command)
    ground.configure(
        core__fsmonitor=run,
        core__pager=run,
        core__editor=run,
        core__askPass=run,
        core__sshCommand=run,
        core__gitProxy=run,
        core__alternateRefsCommand=run,
        core__hooksPath=str(hooks),
        credential__helper=f"!{run}",
        diff__external=run,
        diff__evil__textconv=run,
        diff__evil__command=run,
        filter__evil__clean=run,
        filter__evil__smudge=run,
        filter__evil__process=run,
        filter__evil__required="true",
        merge__evil__driver=run,
        gpg__program=run,
        log__showSignature="true",
        pager__log=run,
        alias__log=f"!{run}",
        protocol__allow="always",
        uploadpack__packObjectsHook=run,
        trace2__eventTarget=str(ground.mark),
    )
    ground.is_laid = True


@trap(modes=BOTH)
def configuration_that_includes_files_outside(ground: Ground) -> None:
    run = ground.command
    (ground.outside / "gitconfig").write_text(f"[core]\n\tfsmonitor = {run}\n\tpager = {run}\n")
    ground.configure(include__path=str(ground.outside / "gitconfig"))
    ground.is_laid = True


@trap()
def remote_that_is_a_command(ground: Ground) -> None:
    run = str(ground.command)
    ground.configure(
        remote__origin__url=f"ext::{run} %S",
        remote__origin__uploadpack=run,
        remote__origin__promisor="true",
        extensions__partialClone="origin",
        core__repositoryFormatVersion="1",
    )
    ground.is_laid = True


@trap("missing-object", fates={"content/posts/gone.md": ("problem", "missing-object")})
def object_that_is_gone(ground: Ground) -> None:
    ground.write("content/posts/gone.md", SHOWN)
    ground.commit()
    blob = ground.git("rev-parse", "HEAD:content/posts/gone.md")
    (ground.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    ground.is_laid = True


@trap("missing-object", fates={"content/posts/spoilt.md": ("problem", "missing-object")})
def object_whose_bytes_are_spoilt(ground: Ground) -> None:
    ground.write("content/posts/spoilt.md", SHOWN)
    ground.commit()
    blob = ground.git("rev-parse", "HEAD:content/posts/spoilt.md")
    file = ground.root / ".git/objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(zlib.compress(b"blob 44\0" + b"x" * 44)[:-9])
    ground.is_laid = True


@trap("missing-object")
def object_that_lies_about_its_size(ground: Ground) -> None:
    data = f"blob {MAX_FILE_BYTES + 1}\0".encode() + SHOWN.encode()
    name = hashlib.sha1(data).hexdigest()
    folder = ground.root / ".git/objects" / name[:2]
    folder.mkdir(exist_ok=True)
    (folder / name[2:]).write_bytes(zlib.compress(data))
    ground.commit_posts(("100644", b"liar.md", name))


@trap("missing-object", fates={"content/posts/long.md": ("problem", "missing-object")})
def object_that_says_it_is_longer_than_it_is(ground: Ground) -> None:
    ground.write("content/posts/long.md", SHOWN)
    ground.commit()
    blob = ground.git("rev-parse", "HEAD:content/posts/long.md")
    file = ground.root / ".git/objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(zlib.compress(b"blob 4096\0" + SHOWN.encode()))
    ground.is_laid = True


@trap("missing-object")
def object_a_byte_larger_than_files_may_be(ground: Ground) -> None:
    head, chunk = f"blob {MAX_FILE_BYTES + 1}\0".encode(), b"\0" * (1 << 20)
    packed, digest = zlib.compressobj(9), hashlib.sha1(head)
    parts = [packed.compress(head)]
    for part in (*(chunk for _ in range(MAX_FILE_BYTES // len(chunk))), b"\0"):
        digest.update(part)
        parts.append(packed.compress(part))
    name = digest.hexdigest()
    folder = ground.root / ".git/objects" / name[:2]
    folder.mkdir(exist_ok=True)
    (folder / name[2:]).write_bytes(b"".join(parts) + packed.flush())
    ground.commit_posts(("100644", b"bomb.md", name))


@trap()
def pack_that_is_cut_short(ground: Ground) -> None:
    ground.write("content/posts/packed.md", SHOWN)
    ground.commit()
    packs = ground.root / ".git/objects/pack"
    packs.mkdir(exist_ok=True)
    (packs / f"pack-{'0' * 40}.pack").write_bytes(b"PACK\0\0\0\2\xff\xff\xff\xff" + b"\0" * 40)
    (packs / f"pack-{'0' * 40}.idx").write_bytes(b"\xfftOc\0\0\0\2" + b"\0" * 1100)
    ground.is_laid = True


@trap()
def alternates_that_lead_outside(ground: Ground) -> None:
    info = ground.root / ".git/objects/info"
    info.mkdir(exist_ok=True)
    (info / "alternates").write_text(f"{ground.outside}\n/dev/zero\n../../..\n")
    ground.is_laid = True


@trap()
def replacements_and_grafts(ground: Ground) -> None:
    healthy = ground.git("rev-parse", f"HEAD:{HEALTHY_PATH}")
    evil = ground.blob(f"---\ntitle: Healthy\ndate: 2024-05-01\n---\n{HIDDEN}\n")
    ground.git("replace", healthy, evil)
    ground.commit()
    first = ground.git("rev-list", "--max-parents=0", "HEAD")
    (ground.root / ".git/info").mkdir(exist_ok=True)
    (ground.root / ".git/info/grafts").write_text(f"{ground.git('rev-parse', 'HEAD')} {first}\n")
    ground.is_laid = True


@trap(modes=BOTH)
def index_that_is_no_index(ground: Ground) -> None:
    (ground.root / ".git/index").write_bytes(b"DIRC\xff\xff\xff\xff\xff\xff\xff\xff" + b"\0" * 64)
    (ground.root / ".git/index.lock").write_bytes(b"")
    ground.is_laid = True


@trap()
def branches_that_are_named_like_options(ground: Ground) -> None:
    commit = ground.git("rev-parse", "HEAD")
    for name in (f"--upload-pack={ground.command}", "-x", "--output=mark", "HEAD"):
        file = ground.root / ".git/refs/heads" / name.replace("/", "_")
        file.write_text(f"{commit}\n")
    ground.ref = "--output=mark"
    ground.is_laid = True


@trap()
def attributes_that_rewrite_what_is_read(ground: Ground) -> None:
    ground.write(".gitattributes", "*.md text eol=crlf working-tree-encoding=UTF-16 ident\n")
    ground.git("add", ".gitattributes")
    ground.git("commit", "--quiet", "--message=attributes")
    ground.is_laid = True
    info = ground.root / ".git/info"
    info.mkdir(exist_ok=True)
    (info / "attributes").write_text("* filter=evil\n")
    ground.configure(filter__evil__smudge=str(ground.command))


@trap("lfs-pointer", fates={"content/posts/pointer.md": ("problem", "lfs-pointer")})
def pointers_of_large_file_storage(ground: Ground) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 12\n"
    ground.write("content/posts/pointer.md", pointer)
    ground.write(".lfsconfig", f"[lfs]\n\turl = ext::{ground.command}\n")


@trap()
def commits_whose_words_and_dates_are_odd(ground: Ground) -> None:
    tree = ground.git("rev-parse", "HEAD^{tree}")
    parent = ground.git("rev-parse", "HEAD")
    for stamp in ("99999999999999 +0000", "-1 +9999", "1e9 -0000"):
        text = (
            f"tree {tree}\nparent {parent}\nauthor {SECRET} <{SECRET}> {stamp}\n"
            f"committer \x1b[31m <> {stamp}\nencoding \xff\n\n{SECRET}\0\n"
        )
        parent = ground.git(
            *("hash-object", "-t", "commit", "-w", "--literally", "--stdin"),
            stdin=text.encode("latin-1"),
        )
    ground.git("update-ref", "HEAD", parent)
    ground.is_laid = True
