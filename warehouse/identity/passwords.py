"""Passwords: argon2id, as argon2-cffi sets it up."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_hasher = PasswordHasher()
_pins = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
"""Six digits can be tried out whatever the hash costs: the lock-out protects them. Records wait for this one: cheap."""
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def verify_password(argon2: str | None, password: str) -> bool:
    """Whether `password` is the one hashed. Takes as long for an account without a password, so that nobody can tell."""
    try:
        _hasher.verify(argon2 or _NOBODY, password)
    except (Argon2Error, InvalidHashError):
        return False
    return argon2 is not None


def hash_pin(pin: str, *, salt: bytes | None = None) -> str:
    return _pins.hash(pin, salt=salt)


def verify_pin(argon2: str, pin: str) -> bool:
    try:
        return _pins.verify(argon2, pin)
    except (Argon2Error, InvalidHashError):
        return False
