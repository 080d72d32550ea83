"""The catalogue as rows for the marts rpt_sops and rpt_sop_steps. Plain dicts, no database, no frames library.

Lists become one text with a line per item, so that the same row reads well in CSV and on a page.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from warehouse.catalogue.model import Catalogue, SopVersion, Step

Row = dict[str, Any]


def sops_rows(catalogue: Catalogue) -> list[Row]:
    """One row per SOP version: its identity block and how its steps are observed."""
    return [_sop_row(version) for version in catalogue.versions]


def sop_steps_rows(catalogue: Catalogue) -> list[Row]:
    """One row per SOP version and step, in the order of the paper."""
    return [_step_row(version, step) for version in catalogue.versions for step in version.steps]


def _version_columns(version: SopVersion) -> Row:
    return {
        "sop_code": version.code,
        "sop_version": version.version,
        "issued_by": version.issued_by,
        "agencies": ", ".join(version.agencies) if version.agencies else None,
        "effective_from": version.effective_from,
        "effective_until": version.effective_until,
    }


def _sop_row(version: SopVersion) -> Row:
    observed = Counter(step.observed for step in version.steps)
    return _version_columns(version) | {
        "title": version.title,
        "number": version.number,
        "made_on": version.made_on,
        "revised_on": version.revised_on,
        "effective_on_printed": version.effective_on_printed,
        "ratified_on": version.ratified_on,
        "ratified_by_office": version.ratified_by.office,
        "ratified_by_name": version.ratified_by.name,
        "ratified_by_rank": version.ratified_by.rank,
        "ratified_by_nip": version.ratified_by.nip,
        "letterhead": _lines((*version.letterhead.issuer, *version.letterhead.address)),
        "legal_basis": _lines(version.legal_basis),
        "qualifications": _lines(version.qualifications),
        "related": _lines(version.related),
        "equipment": _lines(version.equipment),
        "warning": _lines(version.warning),
        "record_keeping": _lines(version.record_keeping),
        "actors": _lines(version.actors),
        "steps": len(version.steps),
        "steps_alone": observed["alone"],
        "steps_in_span": observed["span"],
        "steps_not_observed": observed["no"],
        "units": len(version.units),
    }


def _step_row(version: SopVersion, step: Step) -> Row:
    unit = version.unit_of(step.position)
    return _version_columns(version) | {
        "step_position": step.position,
        "printed_no": step.printed_no,
        "activity": step.activity,
        "requirements": step.requirements,
        "time_printed": step.time_printed,
        "time_kind": step.time_kind,
        "standard_s": step.standard_s,
        "working_time": step.working_time,
        "output": step.output,
        "note": step.note,
        "actor": step.actor,
        "actor_inferred": step.actor_inferred,
        "condition": step.condition,
        "act": step.act,
        "started_by": ", ".join(step.started_by) or None,
        "completed_by": ", ".join(step.completed_by) or None,
        "observed": step.observed,
        "not_observed_reason": step.not_observed_reason,
        "unit_position": step.unit,
        "unit_standard_s": unit.standard_s if unit else None,
        "unit_time_kind": unit.time_kind if unit else None,
        "unit_steps": len(unit.steps) if unit else None,
        "required_document": step.required_document,
        "document_condition": (step.document_condition or step.condition) if step.required_document else None,
    }


def _lines(texts: tuple[str, ...]) -> str | None:
    return "\n".join(texts) or None
