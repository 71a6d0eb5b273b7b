"""Names of schools: *Lincoln Middle School*, *Roosevelt Elementary*. Found so that they are not taken for persons.

The words that end the names of US public schools. Not masked by default in a round about one school.
"""

from __future__ import annotations

import re

from redaction.recognizers.look import Recognizer, rule

_NAME = r"[A-Z] [\w'.-]{1,25}"


class Schools(Recognizer):
    """Names of schools."""

    ENTITY = "SCHOOL"
    RULES = (
        rule(
            "name and kind of school (strong)",
            0.8,
            rf"""
                    \b (?: {_NAME} \s ){{1,3}} (?: (?: Elementary | Middle | High | Junior \s High | Senior \s High |
                    Primary | Charter | Alternative ) (?: \s School )? | Academy | Preparatory | (?: Community \s )?
                    College | University | School ) \b""",
            re.NOFLAG,
        ),
    )
