"""Tokens in the sign-in forms: a form counts only when this server gave it to this browser within the last two hours."""

from __future__ import annotations

import secrets

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from operations_app import runtime

COOKIE = "patuh_form"
VALID_S = 2 * 3600


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(runtime.get().settings.secret_key(), salt="patuh-form")


def browser_nonce(request: Request) -> str:
    """What marks this browser; a new one when it has none yet."""
    return request.cookies.get(COOKIE) or secrets.token_urlsafe(24)


def form_token(nonce: str) -> str:
    return str(_serializer().dumps(nonce))


def remember(response: Response, nonce: str) -> None:
    """Leave the nonce with the browser."""
    response.set_cookie(COOKIE, nonce, max_age=VALID_S, path="/", httponly=True, samesite="strict")


def is_ours(request: Request, token: str) -> bool:
    """Whether `token` was given to the browser that sends it, not long ago."""
    nonce = request.cookies.get(COOKIE)
    if not nonce:
        return False
    try:
        given: str = _serializer().loads(token, max_age=VALID_S)
    except BadSignature:
        return False
    return secrets.compare_digest(given, nonce)
