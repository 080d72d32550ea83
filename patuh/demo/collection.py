"""An invented collection: titles over the whole Dewey range, several copies, reference and deposit never lent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from patuh.demo.names import person_name

# DDC hundreds: share of the titles, subjects (number, word), how a title is made of a subject.
_CLASSES: tuple[tuple[int, float, tuple[tuple[int, str], ...]], ...] = (
    (0, 0.06, ((4, "Komputer"), (5, "Pemrograman"), (20, "Perpustakaan"), (28, "Minat Baca"), (70, "Jurnalistik"))),
    (
        1,
        0.05,
        (
            (150, "Psikologi"),
            (153, "Berpikir Kreatif"),
            (155, "Tumbuh Kembang"),
            (158, "Pengembangan Diri"),
            (170, "Etika"),
        ),
    ),
    (
        2,
        0.10,
        (
            (204, "Toleransi"),
            (220, "Kisah Alkitab"),
            (230, "Iman dan Harapan"),
            (297, "Fikih Harian"),
            (297, "Akhlak Mulia"),
        ),
    ),
    (
        3,
        0.18,
        (
            (302, "Komunikasi"),
            (320, "Pemerintahan Daerah"),
            (330, "Ekonomi Desa"),
            (340, "Hukum Adat"),
            (370, "Pendidikan"),
            (390, "Adat Istiadat"),
            (398, "Cerita Rakyat"),
        ),
    ),
    (
        4,
        0.06,
        (
            (410, "Bahasa"),
            (420, "Bahasa Inggris"),
            (495, "Bahasa Jepang"),
            (499, "Bahasa Daerah"),
            (499, "Tata Bahasa Indonesia"),
        ),
    ),
    (
        5,
        0.09,
        (
            (510, "Matematika"),
            (520, "Astronomi"),
            (530, "Fisika"),
            (540, "Kimia"),
            (570, "Biologi"),
            (590, "Satwa Nusantara"),
        ),
    ),
    (
        6,
        0.19,
        (
            (610, "Kesehatan Keluarga"),
            (613, "Gizi"),
            (630, "Pertanian Lahan Kering"),
            (636, "Peternakan"),
            (639, "Budi Daya Ikan"),
            (641, "Masakan Nusantara"),
            (650, "Kewirausahaan"),
            (657, "Akuntansi"),
        ),
    ),
    (
        7,
        0.06,
        ((746, "Tenun Ikat"), (746, "Batik"), (780, "Musik Tradisi"), (790, "Permainan Anak"), (796, "Olahraga")),
    ),
    (8, 0.15, ((811, "Puisi"), (813, "Novel"), (813, "Cerpen"), (813, "Cerita Anak"), (899, "Sastra Nusantara"))),
    (
        9,
        0.06,
        (
            (910, "Perjalanan"),
            (920, "Biografi"),
            (959, "Sejarah Nusantara"),
            (959, "Kerajaan Timur"),
            (991, "Pahlawan Daerah"),
        ),
    ),
)
_PATTERNS = (
    "Pengantar {s}",
    "Dasar-Dasar {s}",
    "Belajar {s} dari Rumah",
    "{s} untuk Pemula",
    "{s} di Tanah {p}",
    "Seri {s}: {t}",
    "{s} dan {t}",
    "Menyelami {s}",
    "Praktik {s} Sehari-hari",
    "Ensiklopedia Kecil {s}",
    "{t}: Catatan tentang {s}",
    "Merawat {s}",
    "Kumpulan {s} {p}",
    "{s} bagi Guru dan Siswa",
    "Jejak {s} di {p}",
    "Langkah Mudah {s}",
)
_STORIES = (
    "{t} di Ujung {p}",
    "Surat dari {p}",
    "Anak {p} dan {t}",
    "Hujan Pertama di {p}",
    "{t} yang Pulang",
    "Musim {t}",
    "Perahu Menuju {p}",
    "Rumah di Bawah {t}",
    "Nyanyian {t}",
    "Malam Seribu {t}",
    "Menunggu {t} di {p}",
)
_PLACES = (
    "Lembah Haumeni",
    "Teluk Sambira",
    "Kampung Nuabela",
    "Bukit Larasati",
    "Pesisir Oenaka",
    "Desa Wringinsari",
    "Pulau Semambu",
    "Padang Fatuleki",
    "Kali Bening",
    "Gunung Merdipa",
    "Tanjung Lontar",
    "Karangjati Lor",
)
_THINGS = (
    "Lontar",
    "Bintang",
    "Senja",
    "Cendana",
    "Ombak",
    "Jagung Titi",
    "Kupu-Kupu",
    "Angin Timur",
    "Gerimis",
    "Kunang-Kunang",
    "Padi",
    "Rembulan",
    "Sasando",
    "Gamelan",
    "Layang-Layang",
    "Kembang Kopi",
    "Garam",
    "Pasar Malam",
    "Tenun",
    "Beringin",
)
_PUBLISHERS = ("Cendana Aksara", "Pustaka Lontar Biru", "Pelita Merdipa", "Griya Wacana Contoh", "Tunas Baca Kita")


@dataclass(frozen=True)
class Copy:
    copy_no: str
    collection: str
    call_number: str
    is_lendable: bool
    acquired_on: date


@dataclass(frozen=True)
class Title:
    title: str
    author: str
    publisher: str
    publish_year: int
    ddc: str
    subjects: str
    language: str
    appeal: float  # how often it is asked for, 1.0 on average
    copies: tuple[Copy, ...]


@dataclass
class Shelf:
    """The lendable copies that stand on the shelf at the moment."""

    appeal: dict[str, float] = field(default_factory=dict)
    title_of: dict[str, str] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    reference: list[str] = field(default_factory=list)
    deposit: list[str] = field(default_factory=list)

    def lay_out(self, room: str, how_many: int, draw: Random) -> list[str]:
        """Copies that somebody takes to a table of the room; they count as taken until `put_back`."""
        if room == "general":
            return self.pick(how_many, draw)
        listed = self.reference if room == "reference" else self.deposit
        chosen = [one for one in draw.sample(listed, min(how_many, len(listed))) if one not in self.away]
        self.away.update(chosen)
        return chosen

    def put_back(self, copy_nos: list[str]) -> None:
        self.away.difference_update(copy_nos)

    def strike(self, copy_no: str) -> None:
        """The copy leaves the collection."""
        self.appeal.pop(copy_no, None)
        self.away.discard(copy_no)

    def pick(self, how_many: int, draw: Random) -> list[str]:
        """Copies of different titles that are in; fewer when luck is bad. They count as taken from the shelf."""
        chosen: list[str] = []
        names, weights = list(self.appeal), list(self.appeal.values())
        for copy_no in draw.choices(names, weights, k=how_many * 6):
            if len(chosen) == how_many:
                break
            is_other_title = self.title_of[copy_no] not in {self.title_of[one] for one in chosen}
            if copy_no not in self.away and is_other_title:
                chosen.append(copy_no)
        self.away.update(chosen)
        return chosen


def draw_titles(agency: str, how_many: int, first_day: date, draw: Random, mark: str = "") -> list[Title]:
    """Different titles with their copies, numbered as the agency's labels are; `mark` tells a collection apart."""
    titles: list[Title] = []
    seen: set[str] = set()
    copy_serial = 0
    weights = [share for _, share, _ in _CLASSES]
    while len(titles) < how_many:
        hundreds, _, subjects = draw.choices(_CLASSES, weights)[0]
        number, subject = draw.choice(subjects)
        patterns = _STORIES if subject in ("Novel", "Cerpen", "Cerita Anak", "Puisi") else _PATTERNS
        text = draw.choice(patterns).format(s=subject, p=draw.choice(_PLACES), t=draw.choice(_THINGS))
        if text in seen and draw.random() < 0.9:
            continue
        text = text if text not in seen else f"{text}, Jilid {len(titles) % 7 + 2}"
        if text in seen:
            continue
        seen.add(text)
        author = person_name(draw.choice(("NTT", "JATENG")), draw.choice("LP"), draw)
        ddc = f"{number:03d}" + (f".{draw.randint(1, 98)}" if draw.random() < 0.6 else "")
        collection = _collection(hundreds, subject, draw)
        copies = []
        for _ in range(
            1 if collection in ("reference", "deposit") else draw.choices((1, 2, 3, 4), (25, 40, 25, 10))[0]
        ):
            copy_serial += 1
            prefix = {"reference": "R ", "deposit": "D ", "children": "A "}.get(collection, "")
            copies.append(
                Copy(
                    copy_no=f"{agency[0]}{mark}{copy_serial:06d}",
                    collection=collection,
                    call_number=f"{prefix}{ddc} {author[:3].upper()} {text[0].lower()}",
                    is_lendable=collection not in ("reference", "deposit"),
                    acquired_on=first_day - timedelta(days=draw.randint(20, 2500)),
                )
            )
        titles.append(
            Title(
                title=text,
                author=author,
                publisher=draw.choice(_PUBLISHERS),
                publish_year=draw.randint(1998, first_day.year - 1),
                ddc=ddc,
                subjects=subject,
                language="id" if draw.random() < 0.95 else "en",
                appeal=draw.lognormvariate(0, 1.0) * (1.6 if hundreds in (8, 3) else 1.0),
                copies=tuple(copies),
            )
        )
    return titles


def _collection(hundreds: int, subject: str, draw: Random) -> str:
    if subject in ("Cerita Anak", "Permainan Anak"):
        return "children"
    luck = draw.random()
    if luck < 0.07:
        return "reference"
    if luck < 0.11:
        return "deposit"
    return "general"


def shelve(titles: list[Title]) -> Shelf:
    """All copies in, at the start."""
    shelf = Shelf()
    for title in titles:
        for copy in title.copies:
            shelf.title_of[copy.copy_no] = title.title
            if copy.is_lendable:
                shelf.appeal[copy.copy_no] = title.appeal / len(title.copies)
            else:
                (shelf.deposit if copy.collection == "deposit" else shelf.reference).append(copy.copy_no)
    return shelf
