"""The outreach and documents pages in a real browser: the map without the network, picking, down to one case, any screen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect, Locator, Page

from tests.browsing import pick
from tests.dashboards import in_browser
from tests.dashboards.in_browser import NARROW
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(240)]

expect.set_options(timeout=30_000)

home, address, contexts, visit = in_browser.home, in_browser.address, in_browser.contexts, in_browser.visit

SQUARES = {"53.71": (123.5, -10.3), "53.01": (123.9, -10.0), "53.02": (124.4, -9.8), "53.05": (124.5, -8.3)}


@pytest.fixture(scope="module", autouse=True)
def boundaries(home: Settings) -> None:
    """Four regencies as squares, as `patuh import boundaries` leaves them."""
    features = []
    for code, (x, y) in SQUARES.items():
        ring = [
            [x - 0.18, y - 0.18],
            [x + 0.18, y - 0.18],
            [x + 0.18, y + 0.18],
            [x - 0.18, y + 0.18],
            [x - 0.18, y - 0.18],
        ]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append(
            {"type": "Feature", "properties": {"code": code, "name": f"Kabupaten {code}"}, "geometry": geometry}
        )
    (home.home / "reference").mkdir(exist_ok=True)
    collection = json.dumps({"type": "FeatureCollection", "features": features})
    (home.home / "reference" / "boundaries.geojson").write_text(collection, "utf-8")


def test_outreach_draws_its_map_without_the_network(visit: Callable[..., Page]) -> None:
    page = visit("/layanan-luar?agency=NTT")  # what leaves the machine fails the test when the page is closed
    expect(page.get_by_role("heading", name="Layanan luar", exact=True)).to_be_visible()
    expect(page.locator(".story .lead")).to_contain_text("lokasi terdaftar")
    expect(page.locator(".card")).to_have_count(5)
    regions = page.locator(".st-key-coverage-map-NTT .js-plotly-plot")
    expect(regions.locator("path.js-fill").first).to_be_attached()
    assert (
        page.locator(".js-plotly-plot .geo, .js-plotly-plot .maplibregl-map, .js-plotly-plot .mapboxgl-map").count()
        == 0
    )
    page.mouse.move(*_on_the_map(page, "53.05"))
    expect(regions.locator(".hovertext")).to_contain_text("tanpa lokasi terdaftar")
    page.mouse.move(*_on_the_map(page, "53.71"))
    expect(regions.locator(".hovertext")).to_contain_text("lokasi dilayani")


def test_a_service_and_a_level_are_picked_and_kept(visit: Callable[..., Page]) -> None:
    page = visit("/layanan-luar?agency=NTT")
    _drawn(page, "Lokasi, yang paling lama tidak dilayani lebih dulu")
    pick(page, "Layanan untuk peta, perjalanan, dan lokasi", "Perpustakaan Keliling (MPK)")
    expect(page).to_have_url(re.compile("service=mobile_library"))
    _segment(page, "Per kecamatan").click()
    expect(page).to_have_url(re.compile("level=district"))
    page.reload()
    expect(page).to_have_url(re.compile("service=mobile_library"))
    expect(page.locator(".st-key-coverage-map-NTT .js-plotly-plot")).to_contain_text("Oebobo")  # no outline: a circle
    header, *rows = _download(page).splitlines()
    assert header.startswith("name,days_since_served,last_served_on,next_planned_on,copies_outstanding")
    assert len(rows) == 9
    assert all("Perpustakaan Keliling (MPK)" in row for row in rows)


def test_documents_down_to_the_case_of_a_paper(visit: Callable[..., Page]) -> None:
    page = visit("/dokumen?agency=NTT&papers_of=anter_koper")
    expect(page.get_by_role("heading", name="Dokumen", exact=True)).to_be_visible()
    expect(page.locator(".story .lead")).to_contain_text("dokumen belum beres")
    expect(page.locator(".card h3")).to_have_text(
        ["Dokumen wajib", "Lengkap", "Belum ada", "Belum ditandatangani", "Tidak cocok"]
    )
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    _drawn(page, "Menurut SOP dan jenis dokumen")
    table = page.locator(".st-key-owed-papers").get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    corner = table.bounding_box()
    assert corner is not None
    page.wait_for_timeout(500)
    page.mouse.click(corner["x"] + 20, corner["y"] + 38 * 1.5)
    expect(page.get_by_role("heading", name="Satu berkas, langkah demi langkah")).to_be_visible()
    expect(page).to_have_url(re.compile(r"paper=[0-9a-f-]{36}%3A\w+"))
    page.reload()
    expect(page.get_by_role("heading", name="Satu berkas, langkah demi langkah")).to_be_visible()


def test_a_finding_is_picked_and_downloaded(visit: Callable[..., Page]) -> None:
    page = visit("/dokumen")
    _drawn(page, "Menurut SOP dan jenis dokumen")
    _segment(page, re.compile("^Belum ditandatangani · ")).click()
    expect(page).to_have_url(re.compile("finding=unsigned"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh CSV").first.click()
    header, *rows = Path(waiting.value.path()).read_text("utf-8-sig").splitlines()
    assert header.startswith("age_days,kind_name,status_name,role_name")
    assert rows
    assert all("Belum ditandatangani" in row for row in rows)


@pytest.mark.parametrize("path", ["/layanan-luar", "/dokumen"])
def test_nothing_is_wider_than_a_phone(visit: Callable[..., Page], path: str) -> None:
    page = visit(path, size=NARROW)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.get_by_test_id("stDataFrame").last).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def _drawn(page: Page, last_heading: str) -> None:
    """The page is there to its last panel, and no longer moves under the mouse."""
    expect(page.get_by_role("heading", name=last_heading)).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def _on_the_map(page: Page, region: str) -> tuple[float, float]:
    """Where the middle of a region is on the screen, asked of the chart itself."""
    page.locator(".st-key-coverage-map-NTT .js-plotly-plot").evaluate("plot => plot.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(400)
    found = page.evaluate(
        """([x, y]) => {
            const plot = document.querySelector('.st-key-coverage-map-NTT .js-plotly-plot'), layout = plot._fullLayout;
            const at = plot.getBoundingClientRect();
            return [at.x + layout.xaxis._offset + layout.xaxis.l2p(x), at.y + layout.yaxis._offset + layout.yaxis.l2p(y)];
        }""",
        SQUARES[region],
    )
    return float(found[0]), float(found[1])


def _segment(page: Page, name: str | re.Pattern[str]) -> Locator:
    """A choice of a segmented control, a button or a radio as Streamlit has it."""
    return page.get_by_role("button", name=name).or_(page.get_by_role("radio", name=name)).first


def _download(page: Page) -> str:
    """The CSV of the last table of the page."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh CSV").last.click()
    return Path(waiting.value.path()).read_text("utf-8-sig")
