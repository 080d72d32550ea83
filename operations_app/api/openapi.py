"""GET /api/openapi.json: what other programs may send, made from the commands' own models."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from operations_app.api.http import Json
from warehouse.identity import sessions
from warehouse.operations.admission import command_schema
from warehouse.records.registry import COMMANDS

PROBLEM = {
    "type": "object",
    "required": ["status", "rule", "title", "detail"],
    "properties": {
        "type": {"type": "string"}, "status": {"type": "integer"}, "rule": {"type": "string"},
        "title": {"type": "string"}, "detail": {"type": "string"},
    },
}  # fmt: skip
RESULT = {
    "type": "object",
    "required": ["txid", "key", "command", "data", "replayed"],
    "properties": {
        "txid": {"type": "integer"}, "key": {"type": "string"}, "command": {"type": "string"},
        "data": {"type": "object"}, "replayed": {"type": "boolean"},
    },
}  # fmt: skip
HEALTH = {
    "type": "object",
    "properties": {
        "ok": {"type": "boolean"}, "version": {"type": "string"}, "node": {"type": "string"},
        "last_txid": {"type": "integer"}, "published_txid": {"type": "integer"},
    },
}  # fmt: skip
OPAC_PARAMETERS = {
    "q": "title, author, subject, ISBN or DDC number, at most 200 characters",
    "in": "any, title, author, subject, isbn or ddc",
    "place": "code of an agency or a service point",
    "collection": "general, children, reference, deposit or periodical",
    "class": "0 to 9: the hundreds of the DDC number",
    "now": "1: only what can be borrowed now",
    "sort": "relevance, title or year",
    "p": "page, from 1",
}


def openapi(_request: Request) -> Response:
    return Json(document())


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document. Each command names the roles that may send it (`x-roles`)."""
    schema = _moved(command_schema())
    schemas = {**schema.pop("$defs", {}), "AnyCommand": schema, "Problem": PROBLEM, "Result": RESULT, "Health": HEALTH}
    for spec in COMMANDS.values():
        schemas[spec.model.__name__]["x-roles"] = sorted(spec.roles)
    problem = {"content": {"application/problem+json": {"schema": _ref("Problem")}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Patuh operations", "version": version("patuh"), "license": {"name": "Apache-2.0"}},
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": sessions.COOKIE},
                "sessionSecret": {
                    "type": "apiKey", "in": "header", "name": sessions.SECRET_HEADER,
                    "description": "Of the session; known to processes that read the home, never to a browser",
                },
            },
        },
        "paths": {
            "/health": {
                "get": {"summary": "Whether the app answers", "responses": {"200": _answer("As of now", "Health")}}
            },
            "/api/opac": {
                "get": {
                    "summary": "Titles by what is typed, with shelf and availability as of now; no login, nobody's name",
                    "parameters": [
                        {"name": name, "in": "query", "required": False, "description": what, "schema": {"type": "string"}}
                        for name, what in OPAC_PARAMETERS.items()
                    ],
                    "responses": {
                        "200": {"description": "One page of titles with their copies"},
                        "422": {"description": "The text is too long", **problem},
                    },
                }
            },
            "/api/commands": {
                "post": {
                    "summary": "Carry out one command, or a list",
                    "description": "The token's account is the actor. A key seen before is answered again, not carried out.",
                    "security": [{"token": []}, {"session": [], "sessionSecret": []}],
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {
                                "schema": {
                                    "anyOf": [_ref("AnyCommand"), {"type": "array", "items": _ref("AnyCommand")}]
                                }
                            }
                        },
                    },
                    "responses": {
                        "200": _answer("The result of one command", "Result"),
                        "207": {"description": "One result or problem for each command of a list, in order"},
                        "401": {"description": "No usable token", **problem},
                        "403": {"description": "The role may not", **problem},
                        "409": {"description": "A rule refused", **problem},
                        "422": {"description": "A field cannot be used", **problem},
                    },
                }
            },
        },
    }


def _moved(node: Any) -> Any:
    """The same schema with its references pointing to where OpenAPI keeps schemas."""
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref"
            else {k: v.replace("#/$defs/", "#/components/schemas/") for k, v in value.items()}
            if key == "mapping"
            else _moved(value)
            for key, value in node.items()
        }
    return [_moved(one) for one in node] if isinstance(node, list) else node


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(description: str, name: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ref(name)}}}
