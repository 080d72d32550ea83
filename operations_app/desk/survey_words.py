"""The questions of the satisfaction survey and their four answers, as the form of PermenPANRB 14/2017 words them. Pure.

The regulation's own Indonesian stands in the translations; the order is that of its elements.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.i18n import N_, translator
from warehouse.rules.satisfaction import ELEMENTS

_ = translator("operations_app")


@dataclass(frozen=True)
class Question:
    """`answers`: what scores 1, 2, 3 and 4."""

    text: str
    answers: tuple[str, str, str, str]


_FITS = (N_("Does not fit"), N_("Fits little"), N_("Fits"), N_("Fits very well"))

QUESTIONS: tuple[Question, ...] = (
    Question(N_("How well do the requirements of the service fit the kind of service?"), _FITS),
    Question(
        N_("How easy is the procedure of the service here?"),
        (N_("Not easy"), N_("Less easy"), N_("Easy"), N_("Very easy")),
    ),
    Question(
        N_("How quick is the service?"), (N_("Not quick"), N_("Less quick"), N_("Quick"), N_("Very quick"))
    ),
    Question(
        N_("How reasonable is the cost of the service?"),
        (N_("Very expensive"), N_("Rather expensive"), N_("Cheap"), N_("Free of charge")),
    ),
    Question(N_("How well does the service you got fit what the service standard promises?"), _FITS),
    Question(
        N_("How competent are the staff?"),
        (N_("Not competent"), N_("Less competent"), N_("Competent"), N_("Very competent")),
    ),
    Question(
        N_("How polite and friendly are the staff?"),
        (
            N_("Not polite and friendly"), N_("Less polite and friendly"), N_("Polite and friendly"),
            N_("Very polite and friendly"),
        ),
    ),
    Question(
        N_("How are complaints of visitors handled?"),
        (
            N_("There is nothing"), N_("There is something, it does not work"), N_("It works, not fully"),
            N_("It is managed well"),
        ),
    ),
    Question(
        N_("How good are the facilities and the building?"), (N_("Bad"), N_("Fair"), N_("Good"), N_("Very good"))
    ),
)  # fmt: skip
assert len(QUESTIONS) == ELEMENTS


def question_said(element: int) -> tuple[str, list[str]]:
    """The question and its answers from 1 to 4, in the language in use; `element` from 1."""
    question = QUESTIONS[element - 1]
    return _(question.text), [_(answer) for answer in question.answers]
