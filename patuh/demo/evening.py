"""The end of an outing: vehicle parked, load checked and taken off, stock counted, key back, travel report."""

from __future__ import annotations

from patuh.demo.outing import Outing, Story
from patuh.demo.road_papers import file_paper
from patuh.demo.schedule import Do, Later

_REPORT_NEXT_DAY = 0.14
_CLOSED_LATER = 0.5
_TEXTS = (
    "Kegiatan berjalan lancar, masyarakat antusias.", "Jalan licin karena hujan, layanan tetap berjalan.",
    "Pengelola meminta tambahan buku cerita anak.", "Jumlah pembaca meningkat dibanding kunjungan sebelumnya.",
    "Perlu perbaikan rak buku pada kendaraan.",
)  # fmt: skip


def evening(outing: Outing, *, parking: int, checking: int, stock: int, report: int, travel: int) -> Story:
    """The last five steps of the five SOPs; their numbers differ."""
    road, draw, case = outing.road, outing.draw, outing.case
    assert case is not None
    yield from outing.tap(parking)
    yield from outing.tap(checking)
    minutes = road.standard(outing.service, stock) / 60
    yield from file_paper(outing, "stock_ba", case, minutes=(minutes * 0.35, minutes * 1.05))
    yield from outing.tap(report)
    yield from outing.backfill()
    minutes = road.standard(outing.service, travel) / 60
    if draw.random() < _REPORT_NEXT_DAY:
        next_day = road.working_day_after(outing.now.astimezone(road.agency.zone).date())
        yield from outing.unload()
        outing.now = max(outing.now, road.at(next_day, draw.uniform(8.1, 11)))
        yield outing.now
    filed = yield from file_paper(
        outing, "travel_report", case, minutes=(minutes * 0.4, minutes * 1.1), body=draw.choice(_TEXTS)
    )
    yield from outing.unload()
    if filed == "missing" and draw.random() < _CLOSED_LATER:
        day = road.working_day_after(outing.now.astimezone(road.agency.zone).date(), draw.randint(3, 6))
        outing.now = road.at(day, draw.uniform(9, 14))
        yield Do(outing.now, road.by(road.section_head, "close_case") | {"case_id": Later(case, "case_id")})
