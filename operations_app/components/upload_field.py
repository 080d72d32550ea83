"""A field for a photo or scan of a paper, in our words. What may be kept is said in desk.uploads."""

from __future__ import annotations

from typing import Any

import streamlit as st

from warehouse.i18n import translator

_ = translator("operations_app")

PAPER_TYPES = ["pdf", "jpg", "jpeg", "png"]
PICTURE_TYPES = ["jpg", "jpeg", "png"]
MEGABYTES_MAX = 10


def upload_field(label: str, key: str, *, pictures_only: bool = False, many: bool = False) -> list[bytes]:
    """What was chosen, unchecked; nobody looks at the names."""
    _speak(pictures_only)
    chosen: Any = st.file_uploader(
        label, PICTURE_TYPES if pictures_only else PAPER_TYPES, key=key, accept_multiple_files=many,
        max_upload_size=MEGABYTES_MAX,
    )  # fmt: skip
    files = chosen if isinstance(chosen, list) else [chosen] if chosen else []
    return [one.getvalue() for one in files]


def _speak(pictures_only: bool) -> None:
    """Streamlit's own box knows no language but English: its words are replaced where they stand."""
    words = {
        '[data-testid="stFileUploaderDropzone"] button p': _("Choose a file"),
        '[data-testid="stFileUploaderDropzoneInstructions"] span': _("JPEG or PNG, at most 10 MB")
        if pictures_only
        else _("PDF, JPEG or PNG, at most 10 MB"),
    }
    drawn = "".join(
        f'{place} {{ font-size: 0 !important; }} {place}::after {{ content: "{text}"; font-size: 15px; }}'
        for place, text in words.items()
    )
    # What the browser does not even send shows as a red chip with its reason in a tooltip: here the reason is said.
    refused = _("Too large, or no file of this kind. Nothing was sent.")
    drawn += (
        f'[data-testid="stFileUploader"]:has([data-testid="stFileChipIconError"])::after {{ content: "{refused}";'
        " display: block; margin-top: 8px; padding: 10px 14px; border-radius: 8px; background: #fdebea; color: #8c1d17; }"
    )
    st.html(f"<style>{drawn}</style>")
