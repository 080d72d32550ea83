"""The words a catalogue file may use for conditions, acts, documents and commands. No reading, no rules."""

from __future__ import annotations

from typing import Final

TIME_KINDS: Final = frozenset({"fixed", "adjusted", "none"})
OBSERVED: Final = frozenset({"alone", "span", "no"})

# A conditional step is expected only in a case that carries its condition.
CONDITIONS: Final = frozenset(
    {
        "bag",  # the visitor left something at the counter
        "lost_card",  # a locker number card was lost
        "fine",  # the return was late and charged
        "copy_inside",  # photocopied on the premises
        "copy_outside",  # taken out to be photocopied, against an identity card
        "special_collection",  # restricted, audio-visual or local-culture collection
        "taken_back",  # copies dropped earlier are taken back
        "rolling",  # copies go from one site to the next
        "approved",  # the head of division approved the request
        "monthly_schedule",  # the case in which the month's schedule is made
    }
)

# Acts that belong to the visit: done once, they count in every case of that visit.
ACTS: Final = frozenset({"bag_deposit", "guest_book", "bag_return", "inspection_in", "inspection_out", "room_book"})

DOCUMENTS: Final = frozenset(
    {
        "receipt",
        "daily_report",
        "stock_ba",
        "travel_report",
        "handover_ba",
        "return_ba",
        "request_letter",
        "approval",
        "survey",
        "schedule",
        "photos",
        "loan_evidence",
        "activity_report",
    }
)

# Column headings under which the visitor acts. Every other column is staff, whose steps are never "no".
VISITOR_ACTORS: Final = frozenset({"Anggota/Pemustaka", "Anggota/ Pemustaka", "Calon Anggota", "Pemustaka", "User"})

TAP: Final = "record_step"

COMMANDS: Final = frozenset(
    """
    register_visit register_group_visit register_room_visit deposit_bag return_bag report_lost_locker_card
    inspect_visitor sell_form register_member renew_card update_member set_member_photo print_card lend renew_loan take_back
    charge_fine receive_payment waive_charge reverse_payment close_day deposit_revenue count_in_house_use reshelve
    start_photocopy finish_photocopy hold_identity release_identity start_case record_step accept_exception close_case
    pause_step resume_step set_measurement_week end_measurement_week answer_survey
    request_service approve_request decline_request survey_site schedule_trip cancel_trip start_trip finish_trip
    propose_trips approve_trip_proposal decline_trip_proposal
    open_trip load_copies unload_copies register_outreach_visitors count_outreach_use update_site add_licence
    set_pin hand_over take_back_from_site roll_over issue_document sign_document void_document
    add_title add_copy withdraw_copy add_site add_vehicle add_staff set_role reset_password
    """.split()
)
