"""The command of the satisfaction survey."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from warehouse.records.envelope import AtServicePoint, Text
from warehouse.rules.satisfaction import ELEMENTS, HIGHEST, LOWEST

SurveyChannel = Literal["kiosk", "link", "paper"]


class AnswerSurvey(AtServicePoint):
    """One respondent's form of the SKM: nine scores in the order of the elements (PermenPANRB 14/2017). Nobody is named."""

    command: Literal["answer_survey"]
    scores: Annotated[
        list[Annotated[int, Field(ge=LOWEST, le=HIGHEST)]], Field(min_length=ELEMENTS, max_length=ELEMENTS)
    ]
    channel: SurveyChannel = "kiosk"
    sex: Literal["L", "P"] | None = None
    age_class: Text | None = None
    occupation: Text | None = None
    education: Text | None = None


Survey = AnswerSurvey
