"""Version 1 of the API: arguments, schemas, views, and the contract that they make.

Owns the JSON of resources and the meaning of parameters. Must not know caching, encodings,
validators, nor how snapshots are made.
"""

from quire.api.v1.arguments.kinds import COMMA_LISTS, OPAQUE
from quire.api.v1.asking import Setting
from quire.api.v1.client_contract import client_openapi, client_openapi_json
from quire.api.v1.contract import openapi, openapi_json
from quire.api.v1.encoder import make_encoder
from quire.api.v1.registration import register

__all__ = [
    "COMMA_LISTS",
    "OPAQUE",
    "Setting",
    "client_openapi",
    "client_openapi_json",
    "make_encoder",
    "openapi",
    "openapi_json",
    "register",
]
