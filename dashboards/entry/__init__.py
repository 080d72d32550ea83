"""The script that Streamlit runs, alone in its folder: beside a folder named `pages`, Streamlit would take that folder for
an application of the old kind, and the first visitor of a linked page would read that it does not exist."""
