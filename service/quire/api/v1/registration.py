"""v1 put onto an application: its routes, and what flask-smorest collects of them."""

from typing import Any

import flask_smorest  # type: ignore[import-untyped]
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from marshmallow import fields

from quire import __version__
from quire.api.v1.arguments.kinds import Choices
from quire.api.v1.asking import Setting
from quire.api.v1.blueprint import SETTING
from quire.api.v1.schemas.problems import Problem
from quire.api.v1.schemas.resource import Either
from quire.api.v1.views import BLUEPRINTS
from quire.library.variants import Variants


class _Api(flask_smorest.Api):  # type: ignore[misc]
    """Collects the contract; errors and documents are served by the application."""

    ERROR_SCHEMA = Problem
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave errors to the one handler that the application has for all routes."""


def register(
    app: Flask, *, public_url: str | None, secret: bytes, variants: Variants, feeds: bool
) -> None:
    """Put v1's routes onto an application.

    Args:
        public_url: address that all links begin with, e.g. `https://api.example.org`; None
            makes them root-relative.
        secret: signs cursors; the same in every process that answers.
        variants: gives smaller copies of pictures.
        feeds: see `Setting`.
    """
    collect(app, Setting((public_url or "").rstrip("/"), secret, variants, feeds))


def collect(app: Flask, setting: Setting) -> dict[str, Any]:
    """Put v1's routes onto an application and give what was collected of them."""
    app.extensions[SETTING] = setting
    plugin = MarshmallowPlugin()
    api = _Api(
        app,
        spec_kwargs={
            "title": "Quire",
            "version": __version__,
            "openapi_version": "3.1.0",
            "marshmallow_plugin": plugin,
        },
    )
    converter: Any = plugin.converter
    converter.add_attribute_function(_one_of_several)
    converter.add_parameter_attribute_function(_joined_by_commas)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    collected: dict[str, Any] = api.spec.to_dict()
    return collected


def _one_of_several(self: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    if not isinstance(field, Either):
        return {}
    shapes = [self.resolve_nested_schema(shape) for shape in field.shapes]
    return {"anyOf": [*shapes, {"type": "null"}] if field.nullable else shapes}


def _joined_by_commas(_self: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    if isinstance(field, fields.List) and not isinstance(field, Choices):
        return {"style": "form", "explode": False}
    return {}
