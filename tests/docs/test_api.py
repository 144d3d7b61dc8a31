"""docs/api.md names every address, parameter, error and file type that the service has."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from quire.api import v1
from quire.app.application import create_app
from quire.conventions.addresses import MEDIA_TYPES
from quire.library.holder import Holder
from quire.search.whoosh import WhooshEngine
from quire.wire.problems import TYPES
from tests.docs.pages import PACKAGE, code_words, read, rows, section

PAGE = read("docs/api.md")


def routes(tmp_path: Path) -> set[str]:
    """Give the rules of the application as it is put together, `<slug>` written `{slug}`."""
    front = create_app(Holder(tmp_path, WhooshEngine()), secret=b"", now=lambda: datetime.now(UTC))
    app = front._application.__self__  # type: ignore[attr-defined]
    assert isinstance(app, Flask)
    return {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}


def test_every_route_stands_in_the_tables_of_endpoints_and_no_other(tmp_path: Path) -> None:
    tables = rows(section(PAGE, "Endpoints"))
    named = {found[1] for row in tables if (found := re.fullmatch(r"`GET (\S+)`", row[0]))}
    assert named == routes(tmp_path)


def test_every_parameter_is_named() -> None:
    operations = [item["get"] for item in v1.openapi()["paths"].values()]
    queried = {
        each["name"] for one in operations for each in one["parameters"] if each["in"] == "query"
    }
    words = code_words(PAGE)
    assert {name for name in queried if name not in words} == set()


def test_every_kind_of_problem_is_in_the_table_of_errors_and_no_other() -> None:
    table = rows(section(PAGE, "Errors"))
    named = {row[0]: row[1].strip("`") for row in table if row[0].isdigit()}
    assert named == {str(status): kind.slug for status, kind in TYPES.items()}


def test_every_code_of_a_fault_is_in_the_table_of_codes_and_no_other() -> None:
    table = section(PAGE, "Errors").partition("| `code` |")[2]
    named = {word for row in rows(table) for word in re.findall(r"`(\w+)`", row[0])}
    assert named == _fault_codes()


def test_every_served_file_type_is_named() -> None:
    line = section(PAGE, "Media").partition("Served types:")[2].partition(".")[0]
    assert set(re.findall(r"\w+", line)) == set(MEDIA_TYPES)


def _fault_codes() -> set[str]:
    """Collect what the code puts where a fault has its code."""
    codes = set()
    for room in ("api", "app", "library/variants", "search", "wire", "web"):
        for path in (PACKAGE / room).rglob("*.py"):
            if path.name in ("examples.py", "contract.py"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                codes |= set(_codes_of(node))
    return codes


def _codes_of(node: ast.AST) -> list[str]:
    match node:
        case ast.Call(func=ast.Name("Fault" | "QueryError"), args=[_, ast.Constant(str(code)), *_]):
            return [code]
        case ast.Call(func=ast.Name("Unfit"), args=[ast.Constant(str(code)), _]):
            return [code]
        case ast.Call(func=ast.Name("Flaw"), args=[*flaws]):
            return [flaw for each in flaws for flaw in _first(each)]
        case ast.Return(value=ast.Tuple()) | ast.ListComp(elt=ast.Tuple()):
            return _first(node.value if isinstance(node, ast.Return) else node.elt)
        case ast.Assign(targets=[ast.Name("code")], value=ast.Constant(str(code))):
            return [code]
        case ast.arguments(args=[*names], defaults=[*values]):
            given = zip(reversed(names), reversed(values), strict=False)
            return [v.value for n, v in given if n.arg == "code" and isinstance(v, ast.Constant)]
    return []


def _first(node: ast.expr) -> list[str]:
    match node:
        case ast.Tuple(elts=[ast.Constant(str(code)), _, _]) if re.fullmatch(r"[a-z_]+", code):
            return [code]
    return []
