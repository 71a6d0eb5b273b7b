"""The versions of the notebook."""
