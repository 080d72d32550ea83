"""The plan's map as a drawing for paper: ways and numbered stops in black and one grey, readable without colour."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from math import cos, radians

from dashboards.geography import Point
from warehouse.planning.model import Plan

WIDE, HIGH, EDGE = 520.0, 250.0, 18.0
DASHES = ("", "7 4", "2 3", "9 3 2 3")


def drawn(plan: Plan, office: Point) -> str:
    """Stops carry their day of the month; open rings wait. Empty text stands for nothing to draw."""
    chosen = [stop for one in plan.outings for stop in one.stops]
    spots = [office, *((float(s.site.longitude or 0), float(s.site.latitude or 0)) for s in chosen)]
    place = _placing(spots)
    vehicles = sorted({one.vehicle_no for one in plan.outings})
    lines = []
    for one in plan.outings:
        way = [office, *((float(s.site.longitude or 0), float(s.site.latitude or 0)) for s in one.stops), office]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, way))
        dash = DASHES[vehicles.index(one.vehicle_no) % len(DASHES)]
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="#0b5c73" stroke-width="1.1" stroke-dasharray="{dash}"/>'
        )
    rings = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="#ffffff" stroke="#6b7a85" stroke-width="1.1"/>'
        for x, y in (
            place((float(one.site.longitude), float(one.site.latitude)))
            for one in plan.left_out
            if one.site.longitude is not None and one.site.latitude is not None
        )
        if 0 < x < WIDE and 0 < y < HIGH
    ]
    marks = []
    for stop in chosen:
        x, y = place((float(stop.site.longitude or 0), float(stop.site.latitude or 0)))
        marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7.6" fill="#0b5c73" stroke="#ffffff" stroke-width="1"/>'
            f'<text x="{x:.1f}" y="{y + 2.9:.1f}" font-family="Source Sans 3" font-size="8.4" font-weight="600"'
            f' text-anchor="middle" fill="#ffffff">{stop.planned_on.day}</text>'
        )
    x, y = place(office)
    home = f'<rect x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" fill="#17293d" stroke="#ffffff"/>'
    body = "".join([*lines, *rings, home, *marks])
    frame = f'<rect x="0.5" y="0.5" width="{WIDE - 1}" height="{HIGH - 1}" fill="none" stroke="#c3ced6"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}">'
        f"<title>{escape('Peta rencana')}</title>{frame}{body}</svg>"
    )


def _placing(spots: list[Point]) -> Callable[[Point], Point]:
    """Degrees → drawing; a degree of longitude as long as it is at this latitude."""
    west, east = min(x for x, _y in spots), max(x for x, _y in spots)
    south, north = min(y for _x, y in spots), max(y for _x, y in spots)
    narrow = cos(radians((south + north) / 2))
    scale = min((WIDE - 2 * EDGE) / max((east - west) * narrow, 0.01), (HIGH - 2 * EDGE) / max(north - south, 0.01))
    left = (WIDE - (east - west) * narrow * scale) / 2
    top = (HIGH - (north - south) * scale) / 2

    def place(spot: Point) -> Point:
        return left + (spot[0] - west) * narrow * scale, top + (north - spot[1]) * scale

    return place
