"""A small SOP and a small agency of our own, to change one line at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.catalogue.load import load_catalogue, SHIPPED
from warehouse.catalogue.model import Catalogue

SOP = """\
code: binding
version: 1
effective_from: null
effective_until: null
agencies: null
issued_by: NTT
letterhead: {issuer: [DINAS], address: []}
number: null
made_on: null
revised_on: null
effective_on_printed: null
ratified_on: null
ratified_by: {office: Kepala, name: null, rank: null, nip: null}
title: Penjilidan
legal_basis: []
qualifications: []
related: []
equipment: []
warning: []
record_keeping: []
actors: [Pemustaka, Petugas]
steps:
  - position: 1
    printed_no: "1"
    activity: Membawa buku
    requirements: null
    time_printed: null
    time_kind: none
    standard_s: null
    output: null
    note: null
    actor: Pemustaka
    actor_inferred: true
    observed: "no"
    not_observed_reason: Pemustaka berjalan sendiri.
  - position: 2
    printed_no: "2"
    activity: Menerima buku
    requirements: null
    time_printed: 5 menit
    time_kind: fixed
    standard_s: 300
    output: null
    note: null
    actor: Petugas
    actor_inferred: true
    observed: span
    unit: 2
    completed_by: [reshelve]
  - position: 3
    printed_no: "3"
    activity: Menjilid
    requirements: null
    time_printed: 2 jam
    time_kind: fixed
    standard_s: 7200
    output: null
    note: null
    actor: Petugas
    actor_inferred: true
    observed: span
    unit: 2
    completed_by: [reshelve]
  - position: 4
    printed_no: "4"
    activity: Menyerahkan buku
    requirements: null
    time_printed: 1 hari
    time_kind: fixed
    standard_s: 86400
    working_time: true
    output: null
    note: null
    actor: Petugas
    actor_inferred: true
    observed: alone
    unit: 4
    completed_by: [record_step]
    required_document: receipt
"""


@pytest.fixture
def shipped() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An agency's own catalogue folder, empty."""
    for kind in ("sops", "agencies"):
        (tmp_path / "catalogue" / kind).mkdir(parents=True)
    return tmp_path / "catalogue"


Saying = Callable[[str], Path]


@pytest.fixture
def ntt_saying(request: pytest.FixtureRequest, own: Path, ntt_text: str) -> Saying:
    """The folder of a catalogue whose NTT says the given block in place of the shipped block KEY of the test's module."""
    head, _key, rest = ntt_text.partition(f"\n{request.module.KEY}:")
    tail = rest[re.search(r"\n\n", rest).start() :]  # type: ignore[union-attr]

    def saying(block: str) -> Path:
        (own / "agencies" / "ntt.yaml").write_text(f"{head}\n{block}{tail}", encoding="utf-8")
        return own

    return saying


@pytest.fixture
def sop_text() -> str:
    return SOP


@pytest.fixture
def ntt_text() -> str:
    return (SHIPPED / "agencies" / "ntt.yaml").read_text(encoding="utf-8")
