"""A reader of XES of our own, for tests: traces and events as dicts, typed by their tags; no code of the product's."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

SPACE = "{http://www.xes-standard.org/}"
_TYPED = {
    "string": str,
    "int": int,
    "float": float,
    "date": datetime.fromisoformat,
    "boolean": lambda text: {"true": True, "false": False}[text],
}
ORDER = ["extension", "global", "classifier", "string", "trace"]


@dataclass
class Trace:
    attributes: dict[str, Any]
    events: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Log:
    version: str
    prefixes: set[str]
    globals_: dict[str, set[str]]
    traces: list[Trace]


def read_xes(path: Path) -> Log:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    root = ET.fromstring(content)
    assert root.tag == f"{SPACE}log"
    tags = [child.tag.removeprefix(SPACE) for child in root]
    assert [ORDER.index(tag) for tag in tags] == sorted(ORDER.index(tag) for tag in tags)  # as IEEE 1849 orders them
    return Log(
        version=root.attrib["xes.version"],
        prefixes={one.attrib["prefix"] for one in root.iter(f"{SPACE}extension")},
        globals_={one.attrib["scope"]: set(_attributes(one)) for one in root.iter(f"{SPACE}global")},
        traces=[
            Trace(_attributes(one), [_attributes(event) for event in one.iter(f"{SPACE}event")])
            for one in root.iter(f"{SPACE}trace")
        ],
    )


def _attributes(element: ET.Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in element:
        tag = child.tag.removeprefix(SPACE)
        if tag == "event":
            continue
        key = child.attrib["key"]
        assert key not in found, key
        found[key] = _TYPED[tag](child.attrib["value"])
    return found
