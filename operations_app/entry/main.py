"""The script Streamlit runs for every browser: who is looking, which page, show it.

It lies in a folder of its own: beside a folder named pages/, Streamlit would take that for the menu and call every address
of st.navigation "not found" at first.
"""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.navigation import is_kiosk, page_for

st.set_page_config(page_title=shell.PRODUCT, page_icon=str(shell.ICON), layout="wide", initial_sidebar_state="auto")
who = shell.visitor()
page = page_for(who)
on_kiosk = is_kiosk(who) or page.url_path == "kios"
shell.dress(kiosk=on_kiosk)
if not on_kiosk:
    shell.account(who)
shell.demo_banner()
page.run()
