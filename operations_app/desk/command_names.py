"""What each command is called by the people at the desks."""

from __future__ import annotations

from warehouse.i18n import N_, translator

_ = translator("operations_app")

NAMES = {
    "register_visit": N_("Register a visit"),
    "register_group_visit": N_("Register a group"),
    "cancel_visit": N_("Cancel a registration"),
    "deposit_bag": N_("Bag in"),
    "return_bag": N_("Bag out"),
    "report_lost_locker_card": N_("Report a lost number card"),
    "inspect_visitor": N_("Inspect a visitor"),
    "sell_form": N_("Sell a registration form"),
    "register_member": N_("Register a member"),
    "renew_card": N_("Renew a card"),
    "update_member": N_("Correct a member's data"),
    "set_member_photo": N_("Keep a member's photo"),
    "print_card": N_("Hand over a card"),
    "block_member": N_("Block or unblock a card"),
    "lend": N_("Lend a copy"),
    "renew_loan": N_("Renew a loan"),
    "take_back": N_("Take a copy back"),
    "withdraw_copy": N_("Withdraw a copy"),
    "receive_payment": N_("Receive a payment"),
    "reverse_payment": N_("Reverse a payment"),
    "waive_charge": N_("Waive a charge"),
    "close_day": N_("Close the day's cash"),
    "deposit_revenue": N_("Deposit revenue"),
    "register_room_visit": N_("Room guest book"),
    "count_in_house_use": N_("Count use in the room"),
    "reshelve": N_("Put books back"),
    "start_photocopy": N_("Begin a photocopy"),
    "finish_photocopy": N_("Finish a photocopy"),
    "hold_identity": N_("Hold an identity card"),
    "release_identity": N_("Give an identity card back"),
    "start_case": N_("Open a case"),
    "record_step": N_("Record a step"),
    "accept_exception": N_("Accept a deviation"),
    "close_case": N_("Close a case"),
    "add_title": N_("Add a title"),
    "add_copy": N_("Add a copy"),
    "request_service": N_("Ask for a service"),
    "approve_request": N_("Approve a request"),
    "decline_request": N_("Decline a request"),
    "survey_site": N_("Survey a site"),
    "open_trip": N_("Open a trip"),
    "schedule_trip": N_("Schedule a trip"),
    "start_trip": N_("Start a trip"),
    "finish_trip": N_("Finish a trip"),
    "cancel_trip": N_("Cancel a trip"),
    "load_copies": N_("Load copies"),
    "unload_copies": N_("Unload copies"),
    "hand_over": N_("Hand copies over"),
    "take_back_from_site": N_("Take copies back from a site"),
    "roll_over": N_("Roll copies to the next site"),
    "register_outreach_visitors": N_("Count outreach visitors"),
    "count_outreach_use": N_("Count reading at a site"),
    "issue_document": N_("Issue a document"),
    "sign_document": N_("Sign a document"),
    "void_document": N_("Void a document"),
    "add_site": N_("Add a site"),
    "update_site": N_("Change a site"),
    "add_vehicle": N_("Add a vehicle"),
    "add_licence": N_("Add a licence"),
    "set_pin": N_("Set a signing PIN"),
    "add_staff": N_("Make an account"),
    "set_role": N_("Change roles"),
    "reset_password": N_("Set a password"),
}


def command_name(command: str) -> str:
    """The command's own name for one that has no words yet."""
    return _(NAMES[command]) if command in NAMES else command
