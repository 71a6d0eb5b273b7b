"""The versions of the ledger."""
