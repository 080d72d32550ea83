"""A home with a large catalogue: invented Indonesian titles with the long tail of words and names that real ones have."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import pandas as pd

from warehouse.operations.database import OperationsDatabase
from warehouse.operations.verify import rebuild_state
from warehouse.settings import Settings

POINT, AGENCY = "NTT-GEDUNG", "NTT"
OUT_SHARE = 0.03
_SUBJECTS = (
    ("Sejarah", 959), ("Pertanian", 630), ("Peternakan", 636), ("Hukum adat", 340), ("Pendidikan", 370),
    ("Psikologi", 150), ("Ekonomi pembangunan", 338), ("Akuntansi", 657), ("Manajemen", 658), ("Kesehatan masyarakat", 614),
    ("Keperawatan", 610), ("Matematika", 510), ("Fisika", 530), ("Kimia", 540), ("Biologi", 570), ("Fikih", 297),
    ("Tafsir Al-Qur'an", 297), ("Alkitab", 220), ("Filsafat", 100), ("Bahasa Indonesia", 499), ("Bahasa Inggris", 420),
    ("Sastra Indonesia", 899), ("Cerita rakyat", 398), ("Tenun ikat", 746), ("Musik tradisional", 781),
    ("Olahraga", 796), ("Ilmu politik", 320), ("Pemerintahan daerah", 352), ("Perpustakaan", 20),
    ("Pemrograman komputer", 5),
    ("Jurnalistik", 70), ("Geografi", 910), ("Biografi tokoh", 920), ("Antropologi", 301), ("Kewirausahaan", 650),
    ("Masakan Nusantara", 641), ("Kehutanan", 634), ("Perikanan", 639), ("Arsitektur", 720), ("Fotografi", 770),
)  # fmt: skip
_WORDS = """pengantar dasar teori praktik panduan metode analisis strategi kajian pemikiran perkembangan dinamika sistem
pengelolaan pembangunan masyarakat desa kota daerah nasional modern tradisional lengkap mudah cepat belajar
mengenal memahami mengajar budaya adat upacara perkawinan keluarga anak remaja perempuan tokoh pahlawan perjuangan
kemerdekaan kerajaan kolonial penelitian kualitatif kuantitatif statistika terapan lingkungan hidup hutan laut
pesisir pulau gunung sungai air tanah padi jagung kopi cendana lontar sapi kambing ayam ikan rumput kapal pasar
usaha kecil menengah koperasi bank keuangan pajak anggaran negara hukum pidana perdata konstitusi hak asasi manusia
pemilu demokrasi partai kebijakan publik pelayanan perizinan kesehatan gizi ibu balita obat herbal penyakit malaria
tuberkulosis sekolah guru siswa kurikulum kelas dongeng legenda puisi cerpen novel kumpulan antologi cinta rindu
hujan senja malam pagi bintang rembulan angin ombak kisah perjalanan catatan surat rumah kampung halaman tanah air
iman doa ibadah zakat puasa haji gereja paroki misi""".split()
_SMALL = ("dan", "di", "untuk", "dalam", "dari", "bagi", "pada", "dengan", "ke")
_PLACES = """Timor Flores Sumba Alor Rote Sabu Lembata Kupang Ende Maumere Ruteng Bajawa Waingapu Larantuka Atambua Soe
Kefamenanu Semarang Surakarta Pati Kudus Jepara Banyumas Tegal Magelang Klaten Sragen Blora Rembang Cilacap Kebumen
Jawa Bali Sumatera Sulawesi Maluku Papua Indonesia Nusantara""".split()
_PARTS = """ba be bi bo bu da de di do du ga gi gu ha he hi ja je ju ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no
nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu wa wi ya yu nga ngo nya sya kha""".split()
_ENDS = ("", "n", "ng", "s", "t", "r", "k", "h", "l", "m")


def draw_titles(how_many: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Rows of titles; the same seed gives the same ones."""
    draw = random.Random(seed)
    rare = sorted({_invented(draw) for _ in range(60_000)})
    weights = [1 / (rank + 3) for rank in range(len(rare))]
    tail = draw.choices(rare, weights, k=how_many * 3)
    common = draw.choices(_WORDS, [1 / (rank + 8) for rank in range(len(_WORDS))], k=how_many * 6)
    names = sorted({_invented(draw).title() for _ in range(9_000)})
    for _number in range(how_many):
        subject, ddc = draw.choice(_SUBJECTS)
        words = [common.pop() for _ in range(draw.choice((1, 2, 2, 3)))]
        if draw.random() < 0.6:
            words.append(tail.pop())
        if draw.random() < 0.45:
            words += [draw.choice(_SMALL), draw.choice(_PLACES)]
        words.insert(draw.randint(0, 1), subject)
        title = " ".join(words)
        if draw.random() < 0.25:
            title += f": {common.pop()} {draw.choice(_SMALL)} {common.pop()} {tail.pop()}"
        isbn = f"978{draw.randint(602_0000000, 979_9999999) % 10**9:09d}"
        check = (10 - sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(isbn)) % 10) % 10
        yield {
            "title_id": UUID(int=draw.getrandbits(128)), "title": title[:1].upper() + title[1:],
            "author": " ".join(draw.choices(names, k=draw.choice((1, 2, 2, 3)))),
            "publisher": draw.choice(names) + " Pustaka", "publish_year": draw.randint(1970, 2025),
            "isbn": f"{isbn[:3]}-{isbn[3:6]}-{isbn[6:8]}-{isbn[8:]}-{check}" if draw.random() < 0.8 else None,
            "ddc": f"{ddc:03d}" + (f".{draw.randint(1, 999)}" if draw.random() < 0.6 else ""), "subjects": subject,
        }  # fmt: skip


def _invented(draw: random.Random) -> str:
    return "".join(draw.choices(_PARTS, k=draw.choice((2, 2, 3, 3, 4)))) + draw.choice(_ENDS)


def catalogued(home: Path, how_many: int) -> tuple[Settings, pd.DataFrame]:
    """A new home with that many titles, their copies, and some of the copies lent."""
    settings = Settings.load(home=home, log_level="ERROR")
    with OperationsDatabase.open(settings):
        pass
    titles = pd.DataFrame(draw_titles(how_many))
    titles["title_id"] = titles["title_id"].astype(str)
    connection = duckdb.connect(str(settings.operations_db), config={"memory_limit": "2GB"})
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("drawn", titles)
    connection.execute(
        f"""INSERT INTO titles SELECT uuid(), 2, now(), title_id::UUID, '{AGENCY}', title, author, publisher, publish_year,
        isbn, ddc, subjects, 'id' FROM drawn"""
    )
    connection.execute(
        f"""INSERT INTO copies SELECT uuid(), 2, now(), uuid(), 'K' || row_number() OVER (), title_id, agency, '{POINT}',
        CASE hash(title_id) % 20 WHEN 0 THEN 'reference' WHEN 1 THEN 'deposit' WHEN 2 THEN 'children' ELSE 'general' END,
        ddc[1] || '00', ddc || ' ' || upper(author[:3]) || ' ' || lower(title[1]), hash(title_id) % 20 > 1,
        DATE '2020-01-01'
        FROM titles, range(3) n(n) WHERE n < 1 + (hash(title_id, 1) % 100 < 45)::INT + (hash(title_id, 2) % 100 < 15)::INT"""
    )
    connection.execute(
        f"""INSERT INTO loans SELECT uuid(), 2, now(), '{AGENCY}', '{POINT}', uuid(), NULL, uuid(), copy_id, title_id,
        collection, ddc_class, current_date + 5
        FROM copies WHERE is_lendable AND hash(copy_id) % 1000 < {OUT_SHARE * 1000}"""
    )
    rebuild_state(connection)
    connection.execute("CHECKPOINT")
    connection.close()
    return settings, titles
