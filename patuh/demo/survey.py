"""The satisfaction survey on a demo day: some of those who came answer, at the kiosk or with their own telephone."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.house import House
from patuh.demo.people import draw_reader
from patuh.demo.schedule import Do, Process
from warehouse.identity.roles import SYSTEM
from warehouse.rules.satisfaction import HIGHEST, LOWEST

_ANSWERS = {"NTT": 0.10, "JATENG": 0.29}
"""Share of the visitors; the one agency asks for it at the desk, the other has only put the kiosk up."""
_LIKED = {
    "NTT": (3.2, 3.1, 2.9, 3.6, 3.2, 3.3, 3.5, 2.7, 2.8),
    "JATENG": (3.4, 3.4, 3.2, 3.8, 3.4, 3.5, 3.6, 3.0, 3.1),
}
"""Mean score of each element; complaints and facilities please least."""
_BETTER_A_WEEK = 0.012
_ON_THE_PHONE, _SAYS_NOTHING = 0.35, 0.12


def survey_forms(house: House, day: OpenDay, seed: int) -> Process:
    """Forms are sent when people leave, an hour after they came on average."""
    draw = Random(f"{seed}/{house.agency.code}/{day.day}/survey")
    share = _ANSWERS.get(house.agency.code, 0.15)
    leaving = sorted(
        min(at + timedelta(minutes=draw.uniform(12, 110)), day.closes_at)
        for at in day.arrivals
        if draw.random() < share
    )
    for at in leaving:
        yield at
        yield Do(at, _form(house, day, draw))


def _form(house: House, day: OpenDay, draw: Random) -> dict[str, object]:
    reader, lists = draw_reader(house.agency.code, draw), house.agency.lists
    mood = draw.gauss(_BETTER_A_WEEK * day.week, 0.38)
    means = _LIKED.get(house.agency.code, _LIKED["NTT"])
    scores = [min(HIGHEST, max(LOWEST, round(draw.gauss(mean + mood, 0.55)))) for mean in means]
    form: dict[str, object] = {
        "command": "answer_survey", "service_point": house.point.code, "scores": scores, "actor": SYSTEM, "channel": "link",
    }  # fmt: skip
    if draw.random() >= _ON_THE_PHONE:
        form |= {"actor": house.officer("kiosk").login, "channel": "kiosk"}
    if draw.random() >= _SAYS_NOTHING:
        form |= {"sex": reader.sex, "age_class": house.agency.age_class(reader.age_years)}
        form |= {"education": reader.education} if reader.education in lists.education else {}
        form |= {"occupation": reader.occupation} if reader.occupation in lists.occupations else {}
    return form
