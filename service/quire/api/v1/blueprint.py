"""How a view is put on a route: its question checked, its answer described.

The one seam to flask-smorest: it takes the schema of parameters and the schema of the answer
for the contract, and leaves reading requests and writing answers to us.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import flask_smorest  # type: ignore[import-untyped]
from flask import Response, current_app, request
from marshmallow import Schema

from quire.api.v1.arguments.filters import Parameters
from quire.api.v1.asking import Reader, Setting, refused
from quire.errors import QueryError

SETTING = "quire.v1"
"""Key of v1's `Setting` among an application's extensions."""

View = Callable[..., Response]
Q = TypeVar("Q")

_SLUG = {
    "in": "path",
    "name": "slug",
    "description": "Key of the resource.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}


class _QueryParser:
    """Stands where flask-smorest has webargs: hands a checked request to the view."""

    DEFAULT_VALIDATION_STATUS = 400

    def use_args(self, schema: type[Parameters[Any]], **_: Any) -> Callable[[View], View]:
        """Decorate a view; its first argument becomes the `Asked`."""
        reader = Reader(schema())

        def decorator(view: View) -> View:
            @wraps(view)
            def checked(**path: str) -> Response:
                setting: Setting = current_app.extensions[SETTING]
                asked = reader.read(request.environ, request.path, setting)
                try:
                    return view(asked, **path)
                except QueryError as error:
                    raise refused(error) from error

            return checked

        return decorator


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """The views of one resource."""

    ARGUMENTS_PARSER = _QueryParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix="/v1", description=description)

    def question(
        self,
        rule: str,
        operation_id: str,
        parameters: type[Parameters[Q]],
        answer: type[Schema] | None,
        example: dict[str, Any] | None = None,
    ) -> Callable[[View], View]:
        """Put a view on a route; its docstring is summary and description of the operation.

        Args:
            rule: below /v1.
            answer: None for files.
            example: a whole answer.
        """

        def decorator(view: View) -> View:
            documented = self.doc(operationId=operation_id)(view)
            if answer is None:
                described = self.response(200, {}, content_type="*/*", description="The file.")
            else:
                described = self.response(200, answer, example=example, description="The answer.")
            asked = self.arguments(parameters, location="query")(described(documented))
            path = [_SLUG] if "<slug>" in rule else []
            self.route(rule, parameters=path)(asked)
            return view

        return decorator
