"""What to do about a finding, in sentences for those who can. One sentence serves every expectation with the same remedy."""

from __future__ import annotations

from warehouse.i18n import N_

LOOK = N_(
    "A program wrote or computed rows that cannot be. Run `patuh verify` and `patuh check`, keep what they print, and"
    " give it to whoever looks after Patuh; nothing is to be corrected by hand."
)
REBUILD = N_(
    "The figures disagree with the records. Run `patuh refresh --full`. If the finding stays, keep what"
    " `patuh check --json` prints and give it to whoever looks after Patuh."
)
SOP_IN_FORCE = N_("Add the version of the SOP that was in force on these days to the catalogue, then refresh.")
UNKNOWN_UNIT = N_(
    "The step stands in no version of the SOP and enters no figure. Compare the catalogue with the program that sent it."
)
NOT_LENT = N_("Correct the collection of the copy, or that it may be lent, on the page of the collection.")
MOVES = N_(
    "Another node may not have published yet. If the finding stays for more than a day, count the copies against the last"
    " berita acara and record the move that is missing."
)
SITE_STOCK = N_("Count the copies at the site at the next visit; report what is gone as lost.")
SLIP = N_("Compare the slip with its receipts and record what is missing; the treasury has the amount of the slip.")
RECEIPT_GAP = N_(
    "Look for the receipt among those not yet published and the spoiled ones, and explain the gap in writing for the"
    " treasurer's books. `patuh verify` names the node."
)
PAPER_GAP = N_("Look for the paper at the node that numbers it; explain the gap in writing if there is none.")
STANDS_TWICE = N_("Make the paper that was replaced void, with the reason, so that only one stands.")
CLOSED_TOO_EARLY = N_(
    "Look at the trip: it was closed before its last step ended. Accept the exception or correct the times."
)
HOUSEHOLD = N_(
    "Take the name and the place of the household out of the published fields at once and tell the division head."
)
TRIPS = N_("Look at the trip's page: it is done and cancelled, or was done without a plan. Correct its plan.")
OWED_BELOW_ZERO = N_(
    "The charge may still be on its way from another node. If the finding stays for more than a day, compare the payments of"
    " this desk with their charges."
)
DEMOGRAPHICS = N_(
    "Ask for what is missing at the next visit: the guest book for guests, the membership desk for members. Empty fields"
    " make the visitor figures by sex, age, job and education incomplete."
)
BERITA_ACARA_PRESENT = N_(
    "Write the berita acara on the trip's page, from the copies that were scanned. If there cannot be one, have the"
    " exception accepted with its reason."
)
BERITA_ACARA_SIGNED = N_("Have the missing side sign the berita acara, on the paper's page or on paper to be filed.")
BERITA_ACARA_CONSISTENT = N_(
    "Compare the copy list with the copies that were scanned. Make the berita acara void and issue it anew, or record the"
    " move that was forgotten."
)
PAPERS = N_("Write or file the paper on the page of its case and have it signed, or have the exception accepted.")
BY_THE_GUEST_BOOK = N_(
    "Somebody borrowed without being in the guest book that day. Register visitors before they are served; the visit can"
    " be entered later for the day it happened."
)
VALID_CARD = N_(
    "Renew or unblock the card before anything more is lent on it, and tell the circulation desk of the rule."
)
LIMIT = N_("Ask the member to bring back what is over the limit, and lend nothing more on this card until then.")
LENT_TWICE = N_("Look for the return that was not recorded, and record it for the day on which the copy came back.")
TARIFF = N_(
    "Compare the charge with the tariff in force on that day. If the tariff in the catalogue is wrong, correct it there;"
    " if the charge is, waive the difference with its reason."
)
OVERPAID = N_("Reverse the payment that is too much and give the money back against the reversal.")
NODE_SILENT = N_(
    "See whether the node works and is connected; `patuh doctor` says what it sent last. A laptop comes home with"
    " a batch: take it in on the page of the nodes."
)
VOLUME = N_(
    "See whether the desk registered everybody that day, or something was registered twice. A real event (a fair, a closing"
    " that is not in the calendar) explains itself: add the closing to the agency's calendar."
)
QUARANTINE = N_(
    "The node waits at this batch. Have the node publish it anew, or put the mended folder in its place, and refresh;"
    " `patuh doctor` names the batch and the reason."
)
SCHEMA = N_("Bring the node and this computer to the same version of Patuh, then refresh: the batch is taken in then.")
