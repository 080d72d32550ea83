"""The registry of the operations tables: which are facts, which stay at the desk, which are state.

Publishing, verification and the raw tables of the warehouse are driven by this list, so that a new table is named once.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FactTable:
    """An insert-only table. `key` is its unique id column; published tables go to landing with all their columns."""

    name: str
    key: str
    published: bool = True


FACTS: tuple[FactTable, ...] = (
    FactTable("members", "member_row_id"),
    FactTable("member_identities", "member_row_id", published=False),
    FactTable("member_photos", "photo_id", published=False),
    FactTable("staff", "staff_row_id"),
    FactTable("staff_accounts", "staff_row_id", published=False),
    FactTable("staff_passwords", "password_id", published=False),
    FactTable("titles", "title_row_id"),
    FactTable("copies", "copy_row_id"),
    FactTable("copy_withdrawals", "withdrawal_id"),
    FactTable("visits", "visit_id"),
    FactTable("visit_identities", "visit_id", published=False),
    FactTable("visit_cancellations", "cancellation_id"),
    FactTable("group_counts", "count_id"),
    FactTable("bag_deposits", "case_id"),
    FactTable("bag_identities", "case_id", published=False),
    FactTable("bag_returns", "return_id"),
    FactTable("cases", "case_id"),
    FactTable("case_conditions", "condition_id"),
    FactTable("case_closings", "closing_id"),
    FactTable("step_events", "event_id"),
    FactTable("case_exceptions", "exception_id"),
    FactTable("step_pauses", "pause_id"),
    FactTable("step_resumptions", "resumption_id"),
    FactTable("measurement_weeks", "measurement_id"),
    FactTable("measurement_week_ends", "ending_id"),
    FactTable("measured_cases", "case_id"),
    FactTable("measured_steps", "measured_step_id"),
    FactTable("case_notes", "note_id", published=False),
    FactTable("loans", "loan_id"),
    FactTable("loan_renewals", "renewal_id"),
    FactTable("loan_returns", "return_id"),
    FactTable("charges", "charge_id"),
    FactTable("payments", "payment_id"),
    FactTable("payment_reversals", "reversal_id"),
    FactTable("waivers", "waiver_id"),
    FactTable("room_visits", "room_visit_id"),
    FactTable("in_house_uses", "use_id"),
    FactTable("reshelvings", "reshelving_id"),
    FactTable("photocopies", "photocopy_id"),
    FactTable("identity_holds", "case_id"),
    FactTable("hold_identities", "case_id", published=False),
    FactTable("identity_releases", "release_id"),
    FactTable("card_prints", "print_id"),
    FactTable("day_closings", "closing_id"),
    FactTable("closing_explanations", "closing_id", published=False),
    FactTable("deposits", "deposit_id"),
    FactTable("deposit_lines", "line_id"),
    FactTable("sites", "site_row_id"),
    FactTable("site_identities", "site_row_id", published=False),
    FactTable("vehicles", "vehicle_row_id"),
    FactTable("staff_licences", "licence_id", published=False),
    FactTable("staff_pins", "pin_id", published=False),
    FactTable("trips", "trip_id"),
    FactTable("trip_crews", "crew_id"),
    FactTable("trip_stops", "stop_id"),
    FactTable("trip_cancellations", "cancellation_id"),
    FactTable("trip_cases", "case_id"),
    FactTable("trip_starts", "start_id"),
    FactTable("trip_finishes", "finish_id"),
    FactTable("outreach_visits", "outreach_visit_id"),
    FactTable("outreach_uses", "use_id"),
    FactTable("copy_moves", "move_id"),
    FactTable("documents", "document_id"),
    FactTable("document_copies", "line_id"),
    FactTable("document_texts", "document_id", published=False),
    FactTable("document_signatures", "signature_id"),
    FactTable("signature_identities", "signature_id", published=False),
    FactTable("document_voids", "void_id"),
    FactTable("service_requests", "request_id"),
    FactTable("request_decisions", "decision_id"),
    FactTable("site_surveys", "survey_id"),
    FactTable("survey_answers", "answer_id"),
    FactTable("trip_proposals", "proposal_id"),
    FactTable("trip_proposal_stops", "proposal_stop_id"),
    FactTable("trip_proposal_decisions", "decision_id"),
)

FACT_KEYS = {table.name: table.key for table in FACTS}
PUBLISHED = tuple(table for table in FACTS if table.published)

# The journal itself is published without payload, result and actor: what happened when, not who or what in words.
JOURNAL_PUBLISHED_COLUMNS = ("txid", "command", "occurred_at", "recorded_at", "agency", "service_point", "sha256")

STATES: tuple[str, ...] = (
    "state_accounts",
    "state_members",
    "state_copies",
    "state_open_loans",
    "state_open_charges",
    "state_lockers",
    "state_open_cases",
    "state_open_pauses",
    "state_measurement_weeks",
    "state_last_visits",
    "state_visit_numbers",
    "state_receipt_numbers",
    "state_identity_holds",
    "state_undeposited",
    "state_sites",
    "state_vehicles",
    "state_trips",
    "state_copy_places",
    "state_document_numbers",
)
"""Tables that `operations/rebuild/<name>.sql` can compute from the facts alone."""
