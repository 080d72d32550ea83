"""The satisfaction index (IKM) of the SKM survey, PermenPANRB 14/2017: scores → index → grade; how many must answer.

Whole numbers throughout, so that no rounding depends on a float. Pure.
"""

from __future__ import annotations

from decimal import Decimal

ELEMENTS, LOWEST, HIGHEST = 9, 1, 4
GRADES: tuple[tuple[str, Decimal], ...] = (
    ("A", Decimal("88.31")),
    ("B", Decimal("76.61")),
    ("C", Decimal("65.00")),
    ("D", Decimal("0.00")),
)
"""Quality of service: from which index on, the best first."""
FEW = 5
"""Fewer respondents than this could be recognised by those who served them: their answers are not shown."""
_CHI_SQUARE, _MARGIN = Decimal("3.841"), Decimal("0.05")


def ikm(score_sum: int, respondents: int) -> Decimal:
    """25 × the mean of the nine NRR (each weighs 1/9), to two decimals, halves up. `score_sum`: over all nine elements."""
    if respondents < 1:
        raise ValueError("nobody answered")
    return Decimal((5000 * score_sum + ELEMENTS * respondents) // (2 * ELEMENTS * respondents)).scaleb(-2)


def grade(index: Decimal) -> str:
    """A (very good), B (good), C (less good) or D (not good), of the rounded index."""
    return next(letter for letter, least in GRADES if index >= least)


def sample_needed(population: int) -> int:
    """Krejcie and Morgan's sample of a population: χ² 3.841, P 0.5, d 0.05, as the regulation's table has it."""
    if population < 1:
        return 0
    spread = _CHI_SQUARE / 4
    size = spread * population / (_MARGIN**2 * (population - 1) + spread)
    return min(population, int(size + Decimal("0.5")))
