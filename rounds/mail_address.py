"""What counts as a mail address."""

from __future__ import annotations


def checked_address(text: str) -> str:
    """``text`` in its normal form. Raises ValueError, which does not quote it; looks nothing up on the network."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise ValueError("is not a mail address") from None
