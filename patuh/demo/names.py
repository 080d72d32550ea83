"""Invented names of people: usual given names, family names put together from syllables. No real person is meant."""

from __future__ import annotations

from random import Random

_GIVEN = {
    "NTT": {
        "L": "Yohanes Petrus Paulus Markus Yosef Antonius Fransiskus Dominikus Gabriel Matheus Stefanus Rafael "
        "Benediktus Kristoforus Melkior Andreas Simon Aloysius Oktovianus Jefri Rian Ferdi Yulius Adrianus".split(),
        "P": "Maria Yuliana Margareta Agustina Kristina Theresia Elisabet Veronika Bernadeta Yasinta Apriana "
        "Fransiska Magdalena Regina Lusia Anastasia Emiliana Rosalinda Delfina Katarina Ursula Melania Sofia".split(),
    },
    "JATENG": {
        "L": "Agus Budi Eko Joko Slamet Bambang Dwi Tri Heru Wahyu Aditya Rizki Fajar Arif Dimas Bayu Galih Yoga Andi "
        "Hendra Ilham Nur Rahmat Teguh Wisnu Yusuf Anwar Bagas Danang Rudi".split(),
        "P": "Sri Siti Dewi Ratna Wulan Endah Rini Puji Nur Ayu Intan Lestari Fitri Indah Retno Yuni Ani Dian Kartika "
        "Laras Mega Nanik Putri Rahayu Sekar Tutik Umi Wening Yanti Galuh".split(),
    },
}
_NTT_BEGIN = "Ta Ne Lo Be Fa Sa Na Ma Ki Ko Li Bi Tu Ra Le Wo".split()
_NTT_MIDDLE = "bu no le fu na tu si ri ka lo me ba".split()
_NTT_END = ["", "", "n", "s", "t", "la", "no"]
_JAVA_BEGIN = "Su Har War Wi Par Kus Pur Mar Dar Sum Ram Yud Pra Tir Gun".split()
_JAVA_END = {
    "L": "yono tanto diyono joko wanto tomo noto riyadi santo harjo yanto giarto".split(),
    "P": "yanti narti wati ningsih tini harti riyah lestari antini sih ani diyah".split(),
}


def person_name(agency: str, sex: str, draw: Random) -> str:
    """A given name and a family name in the manner of the agency's province."""
    given = _GIVEN.get(agency, _GIVEN["JATENG"])[sex]
    first = draw.choice(given)
    if agency == "NTT":
        family = draw.choice(_NTT_BEGIN) + draw.choice(_NTT_MIDDLE) + draw.choice(_NTT_END)
        second = f" {draw.choice(given)}" if draw.random() < 0.35 else ""
        return f"{first}{second} {family}".replace(f"{first} {first}", first)
    family = draw.choice(_JAVA_BEGIN) + draw.choice(_JAVA_END[sex])
    return f"{first} {family}"


def school_name(agency: str, draw: Random) -> str:
    """A school that does not exist."""
    level = draw.choice(("SD", "SMP", "SMA"))
    word = draw.choice(
        ("Cendana", "Lontar", "Sasando", "Flamboyan") if agency == "NTT" else ("Melati", "Kenanga", "Srikandi", "Jati")
    )
    return f"{level} Contoh {word} {draw.randint(1, 9)}"
