"""Which address is answered by which function. Assembly only."""

from __future__ import annotations

from starlette.routing import Route

from operations_app.api import commands, desk, entrance, health, openapi

ROUTES = [
    Route("/masuk", entrance.sign_in_page, methods=["GET"]),
    Route("/masuk", entrance.sign_in, methods=["POST"]),
    Route("/keluar", entrance.sign_out_page, methods=["GET"]),
    Route("/keluar", entrance.sign_out, methods=["POST"]),
    Route("/mulai", entrance.first_administrator_page, methods=["GET"]),
    Route("/mulai", entrance.make_first_administrator, methods=["POST"]),
    Route("/bahasa", entrance.choose_language, methods=["GET"]),
    Route("/health", health.health, methods=["GET"]),
    Route("/api/commands", commands.commands, methods=["POST"]),
    Route("/api/publish", commands.publish, methods=["POST"]),
    Route("/api/verify", commands.verify, methods=["POST"]),
    Route("/api/openapi.json", openapi.openapi, methods=["GET"]),
    Route("/api/desk/scan", desk.scan, methods=["POST"]),
    Route("/api/desk/entry", desk.entry, methods=["POST"]),
]
