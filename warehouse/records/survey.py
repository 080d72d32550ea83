"""The satisfaction survey: one row per form sent. Who answered is not recorded, only the classes they chose to give."""

from __future__ import annotations

from typing import Any

from warehouse.ids import new_id
from warehouse.operations.transaction import Tx
from warehouse.records.models_survey import AnswerSurvey
from warehouse.records.visits import class_in_list


def answer_survey(tx: Tx, command: AnswerSurvey) -> dict[str, Any]:
    """All nine elements are scored, as the regulation's form asks; the classes are the guest book's."""
    classes = {"age_class": command.age_class, "occupation": command.occupation, "education": command.education}
    for dimension, value in classes.items():
        class_in_list(tx.agency, dimension, value)
    answer_id = new_id()
    scores = {f"u{number}": score for number, score in enumerate(command.scores, 1)}
    tx.insert("survey_answers", answer_id=answer_id, channel=command.channel, sex=command.sex, **classes, **scores)
    return {"answer_id": answer_id}
