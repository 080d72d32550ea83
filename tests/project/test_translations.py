"""Every visible string goes through gettext, and every message has its Indonesian, with the same placeholders."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["warehouse", "operations_app", "dashboards", "expectations", "pipelines", "patuh"]
EXTRACTORS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {"_": None, "N_": None}

#: Streamlit's elements whose first argument a person reads.
VISIBLE = frozenset(
    "button caption checkbox date_input download_button error expander file_uploader form_submit_button header info "
    "link_button markdown metric multiselect number_input page_link pills popover radio segmented_control selectbox "
    "slider spinner status subheader success tabs text text_area text_input time_input title toast toggle warning "
    "write".split()
)
#: Keyword arguments that a person reads, whatever the element.
VISIBLE_KEYWORDS = frozenset({"help", "label", "placeholder", "page_title"})
#: Our name, and names of log events, are no words of a language.
NO_LANGUAGE = re.compile(r"Patuh|[a-z0-9]+(_[a-z0-9]+)+")
NOT_WORDS = re.compile(r"<style.*?</style>|<[^>]*>|:material/\w+:|&\w+;|:[a-z-]+\[", re.DOTALL)


def messages_in(package: str) -> set[str]:
    return {
        str(message)
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / package, method_map=EXTRACTORS, keywords=KEYWORDS
        )
    }


def catalogue_of(package: str) -> Catalog:
    whole = Catalog("id")
    for path in sorted((ROOT / package / "locale").glob("id*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale="id", abort_invalid=True):
                assert not message.id or message.id not in whole, f"{path.name}: {message.id!r} stands in another file"
                whole[message.id] = message
    return whole


@pytest.mark.parametrize("package", PACKAGES)
def test_every_message_has_its_indonesian(package: str) -> None:
    translated = {str(message.id) for message in catalogue_of(package) if message.id and message.string}
    untranslated_messages = sorted(messages_in(package) - translated)
    assert not untranslated_messages, "\n".join(untranslated_messages)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_translation_lies_about_unused(package: str) -> None:
    known = {str(message.id) for message in catalogue_of(package) if message.id}
    unused = sorted(known - messages_in(package))
    assert not unused, "\n".join(unused)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_translation_keeps_the_placeholders(package: str) -> None:
    def placeholders(text: str) -> set[str | None]:
        return {name for _text, name, _format, _conversion in Formatter().parse(text)} - {None}

    differing = [
        message.id
        for message in catalogue_of(package)
        if message.id and placeholders(str(message.id)) != placeholders(str(message.string))
    ]
    assert differing == []


@pytest.mark.parametrize("package", ["operations_app", "dashboards"])
def test_no_visible_string_bypasses_gettext(package: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for line, text in untranslated(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def untranslated(source: str) -> list[tuple[int, str]]:
    """(line, text) of literal words given to Streamlit's visible elements."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        shown = [word.value for word in node.keywords if word.arg in VISIBLE_KEYWORDS]
        if node.func.attr in VISIBLE and _is_streamlit(node.func.value):
            shown += node.args[:1]
        found += [(node.lineno, text) for value in shown for text in _words(value)]
    return found


def _is_streamlit(value: ast.expr) -> bool:
    """Whether an element is called on Streamlit or on one of its containers, not on a string, frame or figure."""
    while isinstance(value, ast.Attribute):
        value = value.value
    return isinstance(value, ast.Name | ast.Subscript | ast.Call) and not (
        isinstance(value, ast.Name) and value.id in {"self", "sys", "log", "logger", "figure", "fig", "path", "sheet"}
    )


def _words(value: ast.expr) -> list[str]:
    """The literal texts in an argument that hold a word; what is handed to a function is that function's business."""
    if isinstance(value, ast.JoinedStr):
        text = "".join(
            part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}"
            for part in value.values
        )
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        text = value.value
    elif isinstance(value, ast.List | ast.Tuple):
        return [word for part in value.elts for word in _words(part)]
    else:
        return []
    words = NOT_WORDS.sub("", text).strip()
    return [text] if re.search(r"[A-Za-z]{2}", words) and not NO_LANGUAGE.fullmatch(words) else []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('st.button("Save")', 1),
        ('column.metric(f"{n} copies", 3)', 1),
        ('st.tabs(["One", _("Two")])', 1),
        ('st.text_input(_("Card"), placeholder="type here")', 1),
        ('st.button(_("Save"))', 0),
        ('st.markdown(f"<b>{n}</b> :material/check:")', 0),
        ('log.info("batch published")', 0),
        ('logger(__name__).error("page_failed")', 0),
        ('st.set_page_config(page_title="Patuh")', 0),
    ],
)
def test_the_search_finds_what_it_should(source: str, count: int) -> None:
    assert len(untranslated(source)) == count
