"""What is true whoever asks: catalogue, rules, records, operations database, lake and marts.

Nothing here imports Streamlit, Dagster, Great Expectations or Plotly.
"""

__version__ = "0.1.0"
