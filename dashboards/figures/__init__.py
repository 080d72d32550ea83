"""Charts: each a pure function of a frame that answers with a Plotly figure. No database, no Streamlit."""
