"""What a scan or an entry does at a desk: plain functions, tested without a browser. No Streamlit, no HTTP."""
