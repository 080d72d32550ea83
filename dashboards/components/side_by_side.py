"""Two panels of equal weight in one row; one below the other on a narrow screen."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def side_by_side() -> tuple[DeltaGenerator, DeltaGenerator]:
    left, right = st.columns(2, gap="medium")
    return left.container(border=True, height="stretch"), right.container(border=True, height="stretch")
