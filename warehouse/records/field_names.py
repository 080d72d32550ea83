"""What people call the fields of the commands: for sentences that say what is missing or wrong."""

from __future__ import annotations

from warehouse.i18n import N_, Word

FIELD_NAMES: dict[str, str] = {
    "actor": N_("the account"), "address": N_("the address"), "age_class": N_("the age class"),
    "amount_idr": N_("the amount"),
    "author": N_("the author"), "birth_date": N_("the date of birth"), "breakdown": N_("the number of people by class"),
    "call_number": N_("the call number"), "case_id": N_("the service case"), "charge_id": N_("the charge"),
    "closed_on": N_("the day"), "collection": N_("the collection"), "confirmed_name": N_("the name"),
    "copies": N_("the number of books"), "copy_no": N_("the copy number"), "copy_nos": N_("the copy numbers"),
    "counted_idr": N_("the amount counted"), "ddc": N_("the DDC number"), "deposited_on": N_("the date of the slip"),
    "due_at": N_("the time to come back"), "education": N_("the education"), "expires_on": N_("the end of validity"),
    "explanation": N_("the explanation"), "finished_at": N_("the end of the step"), "head_count": N_("the number of people"),
    "identity_no": N_("the identity number"), "institution": N_("the institution"), "isbn": N_("the ISBN"),
    "locker_no": N_("the locker number"), "login": N_("the account name"), "machine": N_("the machine"),
    "member_no": N_("the card number"), "name": N_("the name"), "nip": N_("the NIP"), "note_no": N_("the note number"),
    "occupation": N_("the occupation"), "occurred_at": N_("the time"), "pages": N_("the number of pages"),
    "password": N_("the password"), "payment_id": N_("the receipt"), "phone": N_("the telephone number"),
    "publish_year": N_("the year of publication"), "publisher": N_("the publisher"), "purpose": N_("the purpose"),
    "reason": N_("the reason"), "reason_code": N_("the kind of reason"), "received_until": N_("the last day received"),
    "region_code": N_("the region"), "roles": N_("the roles"), "service_point": N_("the service point"),
    "sex": N_("the sex"),
    "slip_no": N_("the slip number"), "sop_code": N_("the SOP"), "started_at": N_("the beginning"),
    "step_position": N_("the step"), "subjects": N_("the subjects"), "title": N_("the title"), "title_id": N_("the title"),
    "validated_by": N_("who validated the form"), "valuables": N_("the valuables"), "visit_id": N_("the visit"),
    "site_no": N_("the site number"), "site_nos": N_("the site number"), "vehicle_no": N_("the vehicle number"),
    "odometer_km": N_("the kilometres"), "crew": N_("the crew"), "planned_on": N_("the day of the trip"),
    "trip_id": N_("the trip"), "pin": N_("the PIN"), "people_served": N_("the number of people served"),
    "letter_no": N_("the letter number"), "letter_on": N_("the date of the letter"), "findings": N_("the findings"),
    "sop_codes": N_("the SOPs"), "from_on": N_("the first day"), "until_on": N_("the last day"),
    "step_moments": N_("the taps of the steps"),
    "scores": N_("the nine scores"),
    "plan_id": N_("the plan"), "trips": N_("the trips"), "proposal_id": N_("the proposal"),
    "document_id": N_("the paper"), "body": N_("the text"), "heads": N_("the number of people"),
}  # fmt: skip


def field_name(field: str) -> Word:
    """What people call a field; `field` itself for what only programs send. Parts of a list are called by the list."""
    return Word(FIELD_NAMES.get(field.split(".")[0], field))
