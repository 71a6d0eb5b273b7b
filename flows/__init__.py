"""The walk: check, collect, assemble, summarize, circle-back, as steps, as Prefect flows and as commands."""
