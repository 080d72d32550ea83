"""Two panels of equal weight in one row; one below the other on a narrow screen."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def side_by_side() -> tuple[DeltaGenerator, DeltaGenerator]:
    left, right = st.columns(2, gap="medium")
    return left.container(border=True, height="stretch"), right.container(border=True, height="stretch")


def two_columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Columns in which panels of any height stand one below the other."""
    left, right = st.columns(2, gap="medium")
    return left, right


def panel() -> DeltaGenerator:
    return st.container(border=True)
