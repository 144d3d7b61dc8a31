"""Wiring: the only room that knows all parts. Settings in, running processes out."""

from quire.app.application import configure_logging, create_app

__all__ = ["configure_logging", "create_app"]
