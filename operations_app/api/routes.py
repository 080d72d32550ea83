"""Which address is answered by which function. Assembly only."""

from __future__ import annotations

from starlette.routing import Route

from operations_app.api import commands, desk, entrance, health, imports, nodes, opac, openapi, papers, requests, survey

ROUTES = [
    Route("/masuk", entrance.sign_in_page, methods=["GET"]),
    Route("/masuk", entrance.sign_in, methods=["POST"]),
    Route("/masuk/sandi", entrance.sign_in_page, methods=["GET"]),
    Route("/masuk/sandi", entrance.choose_own_password, methods=["POST"]),
    Route("/keluar", entrance.sign_out_page, methods=["GET"]),
    Route("/keluar", entrance.sign_out, methods=["POST"]),
    Route("/mulai", entrance.first_administrator_page, methods=["GET"]),
    Route("/mulai", entrance.make_first_administrator, methods=["POST"]),
    Route("/bahasa", entrance.choose_language, methods=["GET"]),
    Route("/opac", opac.search_page, methods=["GET"]),
    Route("/opac/{title_id}", opac.title_page, methods=["GET"]),
    Route("/api/opac", opac.search_json, methods=["GET"]),
    Route("/permohonan", requests.request_page, methods=["GET"]),
    Route("/permohonan", requests.send_request, methods=["POST"]),
    Route("/survei", survey.places_page, methods=["GET"]),
    Route("/survei/{point}", survey.survey_page, methods=["GET"]),
    Route("/survei/{point}", survey.send_answers, methods=["POST"]),
    Route("/survei/{point}/terima-kasih", survey.thanks_page, methods=["GET"]),
    Route("/survei/{point}/poster", survey.poster_page, methods=["GET"]),
    Route("/health", health.health, methods=["GET"]),
    Route("/api/commands", commands.commands, methods=["POST"]),
    Route("/api/publish", commands.publish, methods=["POST"]),
    Route("/api/verify", commands.verify, methods=["POST"]),
    Route("/api/imports/sites", imports.sites, methods=["POST"]),
    Route("/api/nodes/prepare", nodes.prepare_home, methods=["POST"]),
    Route("/api/openapi.json", openapi.openapi, methods=["GET"]),
    Route("/api/desk/scan", desk.scan, methods=["POST"]),
    Route("/api/desk/entry", desk.entry, methods=["POST"]),
    Route("/kertas/kuitansi/{payment_id}.pdf", papers.receipt, methods=["GET"]),
    Route("/kertas/slip-kembali/{case_id}.pdf", papers.due_slip, methods=["GET"]),
    Route("/kertas/nomor/{visit_id}.pdf", papers.visit_slip, methods=["GET"]),
    Route("/kertas/nota-fotokopi/{case_id}.pdf", papers.photocopy_note, methods=["GET"]),
    Route("/kertas/sts/{deposit_id}.pdf", papers.deposit_slip, methods=["GET"]),
    Route("/kertas/kartu.pdf", papers.card, methods=["GET"]),
    Route("/kertas/kartu/{member_no:path}.pdf", papers.card, methods=["GET"]),
    Route("/kertas/bku.{form}", papers.cash_book, methods=["GET"]),
    Route("/kertas/register-kuitansi.{form}", papers.receipts_register, methods=["GET"]),
    Route("/kertas/dokumen/{document_id}.pdf", papers.official, methods=["GET"]),
    Route("/kertas/dokumen/{document_id}/pindaian", papers.official_scan, methods=["GET"]),
    Route("/foto/{member_no:path}.jpg", papers.photo, methods=["GET"]),
]
