"""The contract of v1: the OpenAPI 3.1 document, completed with what all operations share."""

from typing import Any

import orjson
from flask import Flask

from quire.api.v1.asking import Setting
from quire.api.v1.registration import collect
from quire.library.variants import Variants
from quire.wire.problems import CONTENT_TYPE, TYPES, Fault, problem_answer

_DESCRIPTION = """\
A read-only API over the markdown of a git repository. Every answer is a pure function of the
content's snapshot and the request; a commit is a publication.

Every answer is an envelope of `data`, `meta` and `links`. Every error is a problem detail
(RFC 9457) whose `errors` name each parameter at fault with the nearest value that would do.
Dates are RFC 3339, UTC. Within v1 changes are additive: ignore fields that you do not know.
"""

_HEADERS: dict[str, tuple[str, str]] = {
    "ETag": ("Strong validator: the hash of these bytes.", '"9f86d081884c7d659a2feaa0"'),
    "Cache-Control": (
        "How long the answer may be kept; never past the next scheduled change.",
        "public, max-age=60, stale-while-revalidate=300",
    ),
    "Vary": ("What of the request shaped the answer.", "Accept-Encoding"),
    "Link": (
        "The pages after and before (`next`, `prev`) or the address to index (`canonical`).",
        '</v1/posts?page=2>; rel="next"',
    ),
    "Content-Revision": (
        "The git revision of the content.",
        "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    ),
    "X-Request-Id": ("Names this request in the operator's log.", "5c9ae7f0b1d24e36"),
}

_REQUEST_ID = "5c9ae7f0b1d24e36"

_PROBLEMS: dict[int, tuple[str, str | None, tuple[Fault, ...]]] = {
    400: (
        "A parameter is unknown, repeated, out of range or not valid; all of them are named.",
        "2 parameters are not valid.",
        (
            Fault("limit", "out_of_range", "500 is more than 100.", "100"),
            Fault(
                "sort",
                "unknown_field",
                "'publised_at' is not a field that can be sorted by.",
                "published_at",
            ),
        ),
    ),
    404: (
        "There is no such resource; `errors` holds names that come close.",
        "There is no post 'helo' in language 'en'.",
        (Fault("slug", "not_found", "There is no post 'helo' in language 'en'.", "hello"),),
    ),
    406: ("The Accept header excludes the type that this address has.", None, ()),
    410: (
        "The snapshot of the cursor is no longer kept: start again from the first page.",
        "The snapshot of this cursor is no longer kept: start again from the first page.",
        (
            Fault(
                "cursor",
                "gone",
                "The snapshot of this cursor is no longer kept: start again from the first page.",
                "/v1/posts?limit=1",
            ),
        ),
    ),
    414: ("Path and query together are too long: fetch fewer items at once.", None, ()),
    416: ("The range lies outside of the file; Content-Range holds its size.", None, ()),
    422: (
        "The picture cannot be had in another size or format: damaged, too large or too slow.",
        "80000000 pixels of the original are more than 50000000.",
        (
            Fault(
                "path",
                "too_many_pixels",
                "80000000 pixels of the original are more than 50000000.",
            ),
        ),
    ),
    503: (
        "There is no snapshot yet, search cannot be answered, or too many pictures are being "
        "made; Retry-After says when to retry.",
        None,
        (),
    ),
}

_MEDIA = "/v1/media/{path}"
_FILE_PATH = "Path of the file, as in the documents that refer to it."


def openapi(base: str = "") -> dict[str, Any]:
    """Give the OpenAPI 3.1 document of v1, the same at every call.

    Args:
        base: public address of the service, "" where it is not known.
    """
    document = collect(Flask(__name__), Setting("", b"", Variants(None, 0)))
    for path, item in document["paths"].items():
        shared = item.pop("parameters", [])
        operation = item["get"]
        operation["parameters"] = [*shared, *operation.get("parameters", [])]
        _complete(path, operation)
    components = document["components"]
    components["schemas"].pop("PaginationMetadata", None)
    components["responses"] = {_name(status): _problem(status) for status in _PROBLEMS} | {
        "NotModified": {
            "description": "The answer that the client holds is still true.",
            "headers": _header_refs("ETag", "Cache-Control", "Vary", "X-Request-Id"),
        },
        "PartOfFile": {
            "description": "The part of the file that the Range header names.",
            "headers": _header_refs("ETag", "Cache-Control", "X-Request-Id"),
            "content": {"*/*": {"schema": {}}},
        },
    }
    components["headers"] = {
        name: {"description": description, "schema": {"type": "string"}, "example": example}
        for name, (description, example) in _HEADERS.items()
    }
    return {
        "openapi": document["openapi"],
        "info": {
            "title": "Quire",
            "version": document["info"]["version"],
            "description": _DESCRIPTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base or "/", "description": "Where this document comes from."}],
        "tags": document["tags"],
        "paths": document["paths"],
        "components": {name: components[name] for name in sorted(components)},
    }


def openapi_json() -> str:
    """Give the document as `openapi/v1.json` holds it."""
    layout = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(openapi(), option=layout).decode()


def _complete(path: str, operation: dict[str, Any]) -> None:
    """Add what all operations share."""
    operation["parameters"].sort(key=lambda parameter: not parameter["required"])
    names = {parameter["name"] for parameter in operation["parameters"]}
    answers = operation["responses"]
    good = answers.pop("200")
    good["headers"] = _header_refs(*_HEADERS)
    statuses = [400, 406, 414, 503]
    if "{" in path or path == "/v1/resolve":
        statuses.append(404)
    if "cursor" in names:
        statuses.append(410)
    if path == _MEDIA:
        statuses += [416, 422]
        operation["parameters"][0]["description"] = _FILE_PATH
    operation["responses"] = {
        "200": good,
        **({"206": {"$ref": "#/components/responses/PartOfFile"}} if path == _MEDIA else {}),
        "304": {"$ref": "#/components/responses/NotModified"},
        **{
            str(status): {"$ref": f"#/components/responses/{_name(status)}"}
            for status in sorted(statuses)
        },
    }


def _header_refs(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _name(status: int) -> str:
    return "".join(word.capitalize() for word in TYPES[status].slug.split("-"))


def _problem(status: int) -> dict[str, Any]:
    description, detail, faults = _PROBLEMS[status]
    example = orjson.loads(problem_answer(status, _REQUEST_ID, detail, faults).body)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": description,
        "headers": _header_refs("X-Request-Id"),
        "content": {CONTENT_TYPE: {"schema": schema, "example": example}},
    }
