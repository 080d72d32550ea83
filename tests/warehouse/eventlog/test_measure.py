"""A foreign log against a SOP: judged as our own cases are, paired as it tells, refused row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.eventlog.conftest import Measuring, PERMIT
from warehouse.errors import BadInput, CatalogueError, HomeError

BOTH = "case_id,activity,start,complete"
MOMENTS = "case_id,activity,timestamp,lifecycle"


def test_standards_conditions_and_days_are_judged_as_our_own(measuring: Measuring) -> None:
    found = measuring.csv(
        BOTH,
        "A,Terima  berkas,2026-03-05 08:00,2026-03-05 08:05",
        " A ,Memeriksa kelengkapan, 2026-03-05 08:05 ,2026-03-05 08:40",
        "A,Menandatangani surat,2026-03-06 10:00,2026-03-09 10:00",  # Friday to Monday: one working day
        "B,terima,,2026-04-01 09:00",
        "B,Mengembalikan berkas,2026-04-01 08:30,2026-04-01 08:45",
    )
    assert [found.step(n)["expected"] for n in (1, 2, 3, 4)] == ["2", "2", "1", "2"]
    assert [found.step(n)["recorded"] for n in (1, 2, 3, 4)] == ["2", "1", "1", "1"]
    assert [found.step(n)["compliance_rate"] for n in (1, 2, 3, 4)] == ["0.5", "0.0", "", "0.5"]
    assert (found.step(2)["median_s"], found.step(2)["lost_minutes"]) == ("2100.0", "5.0")
    assert found.step(4)["median_s"] == "86400.0"
    assert found.step(1, "2026-03-01")["on_time"] == "1"
    assert found.step(1, "2026-04-01")["timed"] == "0"
    assert found.cases["A"]["deviations"] == "2 late"
    assert found.cases["B"]["deviations"] == "1 untimed; 2 missing; 4 missing"
    assert found.cases["A"]["opened_at"] == "2026-03-05 08:00:00+08"


def test_the_log_says_which_conditions_hold(measuring: Measuring) -> None:
    found = measuring.csv(
        BOTH + ",conditions",
        "A,terima,2026-03-05 08:00,2026-03-05 08:05,incomplete",
        "B,terima,2026-03-05 08:00,2026-03-05 08:05,",
        "B,Mengembalikan berkas,2026-03-05 09:00,2026-03-05 09:05,",
    )
    assert (found.step(3)["expected"], found.step(3)["recorded"]) == ("1", "0")
    assert "3 missing" in found.cases["A"]["deviations"]


def test_starts_and_completions_are_paired_in_their_order(measuring: Measuring) -> None:
    found = measuring.csv(
        MOMENTS,
        "A,terima,2026-03-05 08:01,complete",  # its beginning was not seen
        "A,terima,2026-03-05 09:00,start",
        "A,terima,2026-03-05 09:03,complete",
        "A,terima,2026-03-05 10:00,START",  # never ended: not recorded
        "A,Memeriksa kelengkapan,2026-03-05 09:10,start",
        "A,Memeriksa kelengkapan,2026-03-05 09:10,complete",
        "A,Menandatangani surat,2026-03-05 09:10,schedule",
        "B,terima,2026-03-05 08:00,start",
        "B,terima,2026-03-05 08:02,start",
        "B,terima,2026-03-05 08:04,complete",
        "B,terima,2026-03-05 08:20,complete",
    )
    assert found.counts.events == 5
    assert found.counts.other_transitions == 1
    assert (found.step(1)["recorded"], found.step(1)["timed"], found.step(1)["repeated"]) == ("2", "1", "2")
    assert found.step(1)["median_s"] == "240.0"  # B: the earliest beginning with the first end
    assert (found.step(2)["recorded"], found.step(2)["timed"]) == ("1", "0")  # one moment is no duration


def test_an_instance_tells_which_end_belongs_to_which_beginning(measuring: Measuring) -> None:
    found = measuring.csv(
        MOMENTS + ",instance",
        "A,terima,2026-03-05 08:00,start,1",
        "A,terima,2026-03-05 08:02,start,2",
        "A,terima,2026-03-05 08:04,complete,2",
        "A,terima,2026-03-05 08:20,complete,1",
    )
    assert found.step(1)["median_s"] == "120.0"


def test_suspended_time_is_left_out(measuring: Measuring) -> None:
    found = measuring.csv(
        MOMENTS,
        "A,terima,2026-03-05 08:00,start",
        "A,terima,2026-03-05 08:02,suspend",
        "A,terima,2026-03-05 08:32,resume",
        "A,terima,2026-03-05 08:35,complete",
        "B,terima,2026-03-05 08:00,start",
        "B,terima,2026-03-05 08:02,suspend",  # nobody saw it go on
        "B,terima,2026-03-05 08:04,complete",
    )
    assert (found.step(1)["recorded"], found.step(1)["timed"], found.step(1)["on_time"]) == ("2", "1", "1")
    assert found.step(1)["median_s"] == "300.0"


def test_a_row_that_stands_twice_counts_once(measuring: Measuring) -> None:
    row = "A,terima,2026-03-05 08:00,2026-03-05 08:04"
    found = measuring.csv(BOTH, row, row)
    assert (found.counts.events, found.cases["A"]["repeated_steps"]) == (1, "0")


def test_moments_with_and_without_an_offset(measuring: Measuring) -> None:
    found = measuring.csv(
        BOTH,
        "A,terima,2026-03-31 23:58,2026-03-31T16:00:00Z",  # 23:58 in Kupang is 15:58 UTC
        "B,terima,2026-04-01T00:30:00.250+07:00,2026-04-01 01:33:00.25",
        agency="NTT",
    )
    assert found.step(1)["median_s"] == "150.0"
    assert found.step(1, "2026-03-01")["expected"] == "1"
    assert found.cases["B"]["opened_at"] == "2026-04-01 01:30:00.25+08"


def test_what_is_refused_is_told_with_line_column_and_reason(measuring: Measuring) -> None:
    found = measuring.csv(
        "kasus;kegiatan;petugas;mulai;selesai",
        "A;terima;x;2026-03-05 08:00;2026-03-05 08:05",
        "",
        "A;terima;x;05/03/2026;2026-03-05 08:05",
        ";terima;x;;2026-03-05 08:05",
        "A; ;x;;2026-03-05 08:05",
        "A;terima;x;;",
        "A;terima;x;2026-03-05 09:05;2026-03-05 08:05",
        'A;terima;"two',
        'lines";2026-03-05 08:05;2036-03-05 08:05',
        "A;terima;x;2026-03-05 08:00;2026-03-05 08:05;more",
        "A;coffee;x;2026-03-05 08:00;2026-03-05 08:05",
    )
    assert [(one.line, one.column) for one in found.refused] == [
        (4, "mulai"), (5, "kasus"), (6, "kegiatan"), (7, "selesai"), (8, "selesai"), (10, "selesai"), (11, "selesai"),
    ]  # fmt: skip
    assert found.refused[5].row["petugas"] == "two\nlines"
    assert found.unknown == {"coffee": 1}
    assert found.counts.refused == 7
    assert found.step(1)["recorded"] == "1"


def test_a_mapping_of_the_home_names_columns_time_and_activities(measuring: Measuring) -> None:
    folder = measuring.settings.home / "mappings"
    folder.mkdir(parents=True)
    (folder / "desa.toml").write_text(
        '[columns]\ncase = "No"\nactivity = "Apa"\ncomplete = "Kapan"\n[constants]\ntime_format = "%d/%m/%Y %H.%M"\n'
        '[activities]\n"Cap Basah" = 4\n',
        encoding="utf-8",
    )
    found = measuring.csv(
        "No\tApa\tKapan", "1\tcap  basah\t05/03/2026 08.15", "1\tTerima\t2026-03-05 08:15", mapping="desa"
    )
    assert found.step(4)["recorded"] == "1"
    assert found.cases["1"]["opened_at"] == "2026-03-05 08:15:00+08"
    assert [one.line for one in found.refused] == [3]


def test_steps_of_a_span_logged_one_by_one_make_one_stretch(measuring: Measuring) -> None:
    measuring.sop.write_text(
        "code: x\ntitle: X\nagency: NTT\nsteps:\n"
        "  - {activity: open, time_printed: 1 menit, observed: span, unit: 1}\n"
        "  - {activity: shut, time_printed: 2 menit, observed: span, unit: 1}\n",
        encoding="utf-8",
    )
    found = measuring.csv(BOTH, "A,open,2026-03-05 08:00,2026-03-05 08:02", "A,shut,2026-03-05 08:02,2026-03-05 08:03")
    assert (found.step(1)["standard_s"], found.step(1)["median_s"], found.step(1)["on_time"]) == ("180", "180.0", "1")
    assert found.step(2)["expected"] == ""
    assert found.cases["A"]["repeated_steps"] == "0"


def test_cases_opened_outside_the_life_of_the_sop_are_told(measuring: Measuring) -> None:
    measuring.sop.write_text(PERMIT + "effective_from: 2026-03-02\n", encoding="utf-8")
    found = measuring.csv(
        BOTH, "A,terima,2026-03-01 08:00,2026-03-01 08:05", "B,terima,2026-03-02 08:00,2026-03-02 08:05"
    )
    assert (found.counts.cases, found.counts.cases_not_in_force) == (1, 1)


def test_the_same_log_twice_gives_the_same_bytes_and_leaves_nothing(measuring: Measuring) -> None:
    lines = (BOTH, "B,terima,2026-03-05 08:00,2026-03-05 08:05", "A,Terima,2026-03-05 08:00,2026-03-05 08:07")
    written = []
    for _ in range(2):
        measuring.csv(*lines)
        written.append([(measuring.folder / name).read_bytes() for name in ("result.csv", "result.cases.csv")])
    assert written[0] == written[1]
    assert not measuring.settings.home.exists()


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (PERMIT.replace("5 menit", "lima menit"), 6, "lima menit"),
        (PERMIT.replace("steps:", "langkah:"), 1, "steps"),
        (PERMIT.replace("condition:", "kondisi:"), 12, "kondisi"),
        (PERMIT.replace("[terima berkas,", "[Memeriksa  kelengkapan, terima,"), 8, "memeriksa kelengkapan"),
        (PERMIT + "    unit: 2\n", 15, ""),
        (PERMIT + "    observed: span\n", 13, "unit"),
        (PERMIT + "effective_from: 2026-03-02\neffective_until: 2026-03-01\n", 16, ""),
        ("code: [", None, "YAML"),
    ],
)
def test_a_wrong_sop_is_refused_with_its_line(measuring: Measuring, text: str, line: int | None, sentence: str) -> None:
    measuring.sop.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as said:
        measuring.csv(BOTH, "A,terima,2026-03-01 08:00,2026-03-01 08:05")
    assert sentence in said.value.sentence()
    assert line is None or said.value.line == line


def test_a_log_that_fits_no_step_and_files_that_are_no_log_are_said(measuring: Measuring, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="coffee"):
        measuring.csv(BOTH, "A,coffee,2026-03-01 08:00,2026-03-01 08:05")
    with pytest.raises(HomeError, match="--mapping"):
        measuring.csv("a,b", "1,2")
    with pytest.raises(BadInput, match="JATENG, NTT"):
        measuring.csv(BOTH, "A,terima,2026-03-01 08:00,2026-03-01 08:05", agency="BALI")
    (tmp_path / "log.bin").write_bytes(b"\x00\x01\xff")
    for name in ("log.bin", "nothing.csv", "nothing.xes"):
        with pytest.raises(HomeError):
            measuring.file(tmp_path / name)


def test_results_that_cannot_be_written_are_said(measuring: Measuring) -> None:
    (measuring.folder / "result.csv").mkdir()
    with pytest.raises(HomeError, match=r"result\.csv"):
        measuring.csv(BOTH, "A,terima,2026-03-01 08:00,2026-03-01 08:05")
