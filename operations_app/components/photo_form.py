"""A photo for a card: by the camera of the desk, or a file. The picture is checked and cut before it is stored."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from operations_app import shell
from operations_app.components.outcome import was_carried_out
from operations_app.desk.photos import member_photo
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse import documents
from warehouse.errors import Refused
from warehouse.i18n import translator

_ = translator("operations_app")

MEGABYTES_MAX = 5
TYPES = ["jpg", "jpeg", "png", "webp"]
CAMERA, FILE = "camera", "file"
CHOSEN = "photo_way_chosen"


def photo_form(who: Visitor, member_no: str) -> None:
    """Taken, it is stored at once; a second photo replaces the first on the card."""
    if not who.may("set_member_photo"):
        return
    form = turn(f"photo:{member_no}")
    form_shown(form)
    _speak()
    names = {CAMERA: _("Camera"), FILE: _("File")}
    ways = [CAMERA, FILE] if _camera_works() else [FILE]
    chosen = st.session_state.get(CHOSEN)  # of the photo before: a desk with a camera chooses it once a day
    way = (
        st.segmented_control(
            _("Photo"), ways, format_func=names.__getitem__, default=chosen if chosen in ways else FILE, key="photo_way",
            required=True,
        )
        if len(ways) > 1
        else FILE
    )  # fmt: skip
    st.session_state[CHOSEN] = way
    taken = (
        st.camera_input(_("Photo"), key=f"camera:{form}", label_visibility="collapsed", width=420)
        if way == CAMERA
        else st.file_uploader(
            _("Photo"), TYPES, key=f"file:{form}", label_visibility="collapsed", max_upload_size=MEGABYTES_MAX
        )
    )
    if taken is None:
        return
    try:
        picture = member_photo(taken.getvalue())
    except Refused as unusable:
        st.error(unusable.sentence(), icon=":material/error:")
        return
    sha256 = documents.store(who.db.settings, picture)
    if was_carried_out(send(who, form, "set_member_photo", member_no=member_no, sha256=sha256)):
        next_turn(f"photo:{member_no}")
        shell.rerun()


def _speak() -> None:
    """Streamlit's own camera and file boxes know no language but English: their words are replaced where they stand."""
    words = {
        '[data-testid="stFileUploaderDropzone"] button p': _("Choose a file"),
        '[data-testid="stFileUploaderDropzoneInstructions"] span': _("JPEG, PNG or WebP, at most 5 MB"),
        '[data-testid="stCameraInputButton"]': _("Take the photo"),
        '[data-testid="stCameraInputWebcamComponent"] p': _("Allow this page to use the camera."),
    }
    drawn = "".join(
        f"{place} {{ font-size: 0 !important; }} {place} a {{ display: none; }}"
        f'{place}::after {{ content: "{text}"; font-size: 15px; }}'
        for place, text in words.items()
    )
    st.html(f"<style>{drawn}</style>")


def _camera_works() -> bool:
    """Browsers give the camera only to pages of this computer or over HTTPS."""
    address = urlsplit(st.context.url or "")
    return address.scheme == "https" or address.hostname in ("localhost", "127.0.0.1", "::1")
