"""Answers to the questions of a page: run the queries, put the frames together. No Streamlit, no Plotly."""
