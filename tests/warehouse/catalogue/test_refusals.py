"""A wrong catalogue file is refused with its file, the line, and one clear sentence, in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.model import Catalogue
from warehouse.errors import CatalogueError
from warehouse.i18n import in_language


def line_of(text: str, needle: str, nth: int = 1) -> int:
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if needle in line]
    return lines[nth - 1]


def refusal(own: Path, kind: str, text: str) -> CatalogueError:
    (own / kind / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(own)
    assert refused.value.file == str(own / kind / "mine.yaml")
    return refused.value


def test_the_small_sop_is_right_as_it_stands(own: Path, sop_text: str) -> None:
    (own / "sops" / "mine.yaml").write_text(sop_text, encoding="utf-8")
    binding = load_catalogue(own).version_for("binding", "JATENG", date(2026, 1, 1))
    assert [(u.position, u.standard_s, u.working_time) for u in binding.units] == [(2, 7500, False), (4, 86400, True)]


# (text to replace, replacement, which occurrence, text of the line to point at, occurrence of that line, the sentence)
SOP_CASES = [
    pytest.param(
        "title: Penj", "titel: x\ntitle: Penj", 1, "titel:", 1, "The key titel is not known here.", id="unknown-key"
    ),
    pytest.param(
        "    unit: 4\n",
        "    unit: 4\n    colour: red\n",
        1,
        "colour",
        1,
        "The key colour is not known",
        id="unknown-step-key",
    ),
    pytest.param("title: Penjilidan\n", "", 1, "code: binding", 1, "The key title is missing.", id="missing-key"),
    pytest.param("    note: null\n", "", 2, "position: 2", 1, "The key note is missing.", id="missing-step-key"),
    pytest.param(
        "number: null\n",
        "number: null\nnumber: null\n",
        1,
        "number",
        2,
        "The key number stands here twice.",
        id="twice",
    ),
    pytest.param("5 menit", "5 minggu", 1, "5 minggu", 1, 'The time "5 minggu" cannot be read', id="time"),
    pytest.param("5 menit", "kira-kira 5 menit", 1, "kira-kira", 1, "cannot be read", id="time-vague"),
    pytest.param("standard_s: 300", "standard_s: 30", 1, "standard_s: 30", 1, "means 300", id="seconds"),
    pytest.param("time_kind: none", "time_kind: adjusted", 1, "time_kind: adjusted", 1, "means none", id="kind"),
    pytest.param("    working_time: true\n", "", 1, "position: 4", 1, "working_time is false, but", id="hari"),
    pytest.param(
        "standard_s: null",
        "standard_s: 0",
        1,
        "standard_s: 0",
        1,
        "standard_s must be 1 or more",
        id="zero",
    ),
    pytest.param(
        "time_kind: none",
        "time_kind: soon",
        1,
        "soon",
        1,
        "time_kind is soon, which is none of",
        id="word",
    ),
    pytest.param("actor: Petugas", "actor: Petgas", 1, "Petgas", 1, "actor is Petgas", id="actor"),
    pytest.param(
        "[record_step]", "[record_stap]", 1, "record_stap", 1, "the command record_stap, which does not", id="command"
    ),
    pytest.param(
        "    unit: 4\n", "    unit: 4\n    condition: rain\n", 1, "rain", 1, "condition is rain", id="condition"
    ),
    pytest.param("    unit: 4\n", "    unit: 4\n    act: dance\n", 1, "dance", 1, "act is dance", id="act"),
    pytest.param("t: receipt", "t: poem", 1, "poem", 1, "required_document is poem", id="document"),
    pytest.param("unit: 4", "unit: 3", 1, "unit: 3", 1, "A step observed alone is a unit of its own.", id="alone"),
    pytest.param("unit: 2", "unit: 3", 1, "unit: 3", 1, "A span is named by its first step", id="span-name"),
    pytest.param(
        "observed: alone\n    unit: 4",
        "observed: span\n    unit: 4",
        1,
        "unit: 4",
        1,
        "at least two steps",
        id="span-of-one",
    ),
    pytest.param(
        "    unit: 2\n",
        "    unit: 2\n    condition: bag\n",
        2,
        "condition: bag",
        1,
        "share the same condition",
        id="span-condition",
    ),
    pytest.param(
        "[reshelve]", "[lend]", 2, "[lend]", 1, "All steps of a span share the same completed_by", id="span-command"
    ),
    pytest.param(
        "    not_observed_reason: Pemustaka berjalan sendiri.\n",
        "",
        1,
        'observed: "no"',
        1,
        "needs not_observed",
        id="reason",
    ),
    pytest.param(
        "actor: Pemustaka", "actor: Petugas", 1, 'observed: "no"', 1, "who is staff, must be observed", id="staff"
    ),
    pytest.param(
        "    unit: 2\n    completed_by: [reshelve]\n",
        "    unit: 2\n",
        1,
        "observed: span",
        1,
        "needs completed_by",
        id="how",
    ),
    pytest.param("    unit: 4\n", "", 1, "position: 4", 1, "The key unit is missing.", id="no-unit"),
    pytest.param(
        "[record_step]", "[reshelve]", 1, "[reshelve]", 3, "reshelve already completes unit 2", id="two-units"
    ),
    pytest.param(
        "position: 3", "position: 5", 1, "position: 5", 1, "Step position 5 stands where 3 is due.", id="position"
    ),
    pytest.param(
        'printed_no: "2"', "printed_no: 2", 1, "printed_no: 2", 1, "printed_no must be a text", id="number-as-text"
    ),
    pytest.param(
        "version: 1", "version: first", 1, "version: first", 1, "version must be a whole number.", id="integer"
    ),
    pytest.param("made_on: null", "made_on: 4 Sept 2014", 1, "made_on", 1, "made_on must be a date like", id="date"),
    pytest.param(
        "effective_from: null", "effective_from: 2026-02-30", 1, "effective_from", 1, "must be a date", id="no-such-day"
    ),
    pytest.param(
        "actor_inferred: true",
        "actor_inferred: yes",
        1,
        "actor_inferred: yes",
        1,
        "must be true or false",
        id="boolean",
    ),
    pytest.param("related: []", "related: none", 1, "related", 1, "related must be a list of texts.", id="list"),
    pytest.param(
        "related: []", "related:\n- a\n- {b: c}", 1, "{b: c}", 1, "related must be a list of texts.", id="list-item"
    ),
    pytest.param(
        "ratified_by: {office", "ratified_by: {desk: x, office", 1, "ratified_by", 1, "The key desk is not", id="nested"
    ),
    pytest.param("code: binding", "code: Binding SOP", 1, "code:", 1, "must be small letters", id="code"),
    pytest.param("issued_by: NTT", "issued_by: BALI", 1, "issued_by", 1, "knows no agency BALI", id="issuer"),
    pytest.param("title: Penjilidan", "title: [Penjilidan", 1, "legal_basis", 1, "This is not YAML", id="yaml"),
]


@pytest.mark.parametrize(("old", "new", "nth", "at", "at_nth", "words"), SOP_CASES)
def test_a_wrong_sop_is_refused_at_its_line(
    own: Path, sop_text: str, old: str, new: str, nth: int, at: str, at_nth: int, words: str
) -> None:
    parts = sop_text.split(old)
    assert len(parts) > nth
    text = old.join(parts[:nth]) + new + old.join(parts[nth:])
    error = refusal(own, "sops", text)
    assert words in str(error)
    assert error.line == line_of(text, at, at_nth)


def test_the_steps_of_a_span_follow_each_other(own: Path, sop_text: str) -> None:
    text = sop_text.replace("observed: span\n    unit: 2\n", "observed: alone\n    unit: 3\n").replace(
        "observed: alone\n    unit: 3\n", "observed: span\n    unit: 2\n", 1
    )
    text = text.replace(
        "observed: alone\n    unit: 4\n    completed_by: [record_step]",
        "observed: span\n    unit: 2\n    completed_by: [reshelve]",
    )
    assert "The steps of a span must follow each other." in str(refusal(own, "sops", text))


def test_effective_until_before_effective_from(own: Path, sop_text: str) -> None:
    text = sop_text.replace("effective_from: null", "effective_from: 2026-05-01").replace(
        "effective_until: null", "effective_until: 2026-04-01"
    )
    error = refusal(own, "sops", text)
    assert error.line == line_of(text, "effective_until")


@pytest.mark.parametrize("text", ["", "- a\n", "only words"])
def test_a_file_without_keys_is_refused(own: Path, text: str) -> None:
    assert "must hold keys and values" in str(refusal(own, "sops", text))


def test_a_document_condition_needs_a_document(own: Path, sop_text: str) -> None:
    text = sop_text.replace("required_document: receipt", "document_condition: fine")
    assert refusal(own, "sops", text).line == line_of(text, "document_condition")


AGENCY_CASES = [
    pytest.param(
        "timezone: Asia/Makassar",
        "timezone: Asia/Kupang",
        "timezone",
        "The time zone Asia/Kupang is not known",
        id="zone",
    ),
    pytest.param('"08:00-16:30"', '"08.00-16.30"', "08.00", "must be hours like", id="hours"),
    pytest.param(
        '"09:00-13:00"',
        '"13:00-09:00"',
        "13:00-09",
        "saturday must close after it opens",
        id="hours-turned",
    ),
    pytest.param(
        "working_weekdays: [monday", "working_weekdays: [senin", "senin", "senin is not a weekday", id="weekday"
    ),
    pytest.param("from_age: 6,", "from_age: 7,", "from_age: 7", "from_age 6 is due", id="age-gap"),
    pytest.param("fine_counts: open_days", "fine_counts: weeks", "weeks", "fine_counts is weeks", id="fine-counts"),
    pytest.param(
        "late_fine_per_day_idr: 500", "late_fine_per_day_idr: 500.5", "500.5", "must be a whole number", id="money"
    ),
    pytest.param(
        "card_valid_months: 24", "card_valid_months: 24\n    tea: 1", "tea", "The key tea is not known", id="unknown"
    ),
    pytest.param("kind: building", "kind: boat", "boat", "kind is boat", id="kind"),
    pytest.param(
        "on: 2025-03-28",
        "on: 2025-01-28",
        "Nyepi",
        "The day 2025-01-28 stands here twice",
        id="leave-twice",
    ),
    pytest.param("code: NTT\n", "code: ntt\n", "code: ntt", "must be capital letters", id="code"),
    pytest.param(
        "sexes: [Laki-laki, Perempuan]", "sexes: []", "sexes", "sexes needs at least one text", id="empty-list"
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "words"), AGENCY_CASES)
def test_a_wrong_agency_is_refused_at_its_line(
    own: Path, ntt_text: str, old: str, new: str, at: str, words: str
) -> None:
    assert old in ntt_text
    text = ntt_text.replace(old, new, 1)
    error = refusal(own, "agencies", text)
    assert words in str(error)
    assert error.line == line_of(text, at)


def test_dated_values_stand_in_order(own: Path, ntt_text: str) -> None:
    head, tail = ntt_text.split("loan_terms:\n")
    block = tail.split("\n\n")[0]
    later = block.replace("from: null", "from: 2026-01-01")
    text = f"{head}loan_terms:\n{later}\n{tail}"
    error = refusal(own, "agencies", text)
    assert "Dated values stand in order" in str(error)
    assert error.line == line_of(text, "- from: null", 2)


def test_one_service_point_belongs_to_one_agency(own: Path, ntt_text: str) -> None:
    text = ntt_text.replace("code: NTT\n", "code: NTB\n", 1)
    error = refusal(own, "agencies", text)
    assert "The service point NTT-GEDUNG also stands in agencies/ntt.yaml" in str(error)
    assert error.line == line_of(text, "NTT-GEDUNG")


def test_two_files_of_one_folder_do_not_share_an_agency(own: Path, ntt_text: str) -> None:
    (own / "agencies" / "a.yaml").write_text(ntt_text, encoding="utf-8")
    assert "The agency NTT also stands in" in str(refusal(own, "agencies", ntt_text))


@pytest.mark.parametrize("place", ["mine.yaml", "sop/mine.yaml", "sops/old/mine.yml"])
def test_a_file_that_nobody_would_read_is_refused(own: Path, sop_text: str, place: str) -> None:
    path = own / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sop_text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="lies where it is not read") as refused:
        load_catalogue(own)
    assert refused.value.file == str(path)


def test_an_own_folder_that_does_not_exist_is_an_empty_one(tmp_path: Path, shipped: Catalogue) -> None:
    assert load_catalogue(tmp_path / "nothing") == shipped


def test_the_sentence_speaks_the_readers_language(own: Path, sop_text: str) -> None:
    error = refusal(own, "sops", sop_text.replace("5 menit", "5 minggu"))
    with in_language("id"):
        assert error.sentence().endswith(
            'Waktu "5 minggu" tidak dapat dibaca (angka dan detik, menit, jam atau hari; Disesuaikan …; atau null).'
        )
        assert error.sentence().startswith(f"{own / 'sops' / 'mine.yaml'}:{error.line}: ")
    with in_language("en"):
        assert 'The time "5 minggu" cannot be read' in error.sentence()
