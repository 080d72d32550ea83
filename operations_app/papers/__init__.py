"""Papers: what is known turned into PDF and XLSX bytes. Pure functions of frozen dataclasses; no database, no Streamlit.

Papers are documents of the agency: always in Bahasa Indonesia, whatever language the screen has. `from_records` reads what
they show; `operations_app.api.papers` hands them out.
"""
