"""What a node carries back: its batches in one zip file, with the checksum of every manifest.

No name, address or number of a person is in it: batches hold what is published, and nothing else is packed.
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson

from warehouse.errors import HomeError
from warehouse.i18n import N_
from warehouse.lake.landing import batch_names, MANIFEST
from warehouse.settings import Settings

FORMAT = 1
INDEX = "pack.json"


@dataclass(frozen=True)
class Packed:
    node: str
    batches: int
    last_txid: int


def pack(settings: Settings, node: str, file: Path, at: datetime) -> Packed:
    """All batches of `node` into `file`, written under another name and renamed. The publisher has flushed before."""
    names = [name for one, name in batch_names(settings.landing) if one == node]
    if not names:
        raise HomeError(N_("The node {node} has nothing to pack yet."), node=node)
    listed = {name: _sha256(settings.landing / node / name / MANIFEST) for name in names}
    index = {"format": FORMAT, "node": node, "packed_at": at, "is_demo": settings.is_demo, "batches": listed}
    draft = file.with_name(f".{file.name}.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as zipped:
            for name in names:
                for part in sorted((settings.landing / node / name).iterdir()):
                    zipped.write(part, f"{name}/{part.name}")
            zipped.writestr(INDEX, orjson.dumps(index, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z))
        draft.replace(file)
    except OSError as wrong:
        draft.unlink(missing_ok=True)
        raise HomeError(
            N_("The file {file} cannot be written: {reason}"), file=str(file), reason=wrong.strerror or str(wrong)
        ) from None
    return Packed(node, len(names), int(names[-1].partition("-")[2]))


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
