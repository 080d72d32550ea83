"""The HTTP routes of the operations app: sign-in, health, commands, desks. Starlette only; no Streamlit."""
