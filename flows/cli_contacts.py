"""The commands for those who get letters themselves: contacts, opt-out."""
