"""E-mail addresses, plain (RFC 5322's common part) and as people hide or dictate them: *jay dot b at k12 dot org*.

Presidio's own recognizer fetches the public-suffix list from the network at the first address; this one needs none.
"""

from __future__ import annotations

from redaction.recognizers.look import Recognizer, rule

_AT = r"(?: \s* [\[({<] \s* (?: at | arroba | @ ) \s* [\])}>] \s* )"
_DOT = r"(?: \s* [\[({<] \s* (?: dot | punto | \. ) \s* [\])}>] \s* | \s+ (?: dot | punto ) \s+ | \s? \. \s? (?=\w) )"
_SPOKEN_DOT = r"(?: \s+ (?: dot | punto ) \s+ | \. )"
_LINK = r"(?: \s+ (?: dot | punto | underscore | dash | guion | gui[oó]n ) \s+ | [._+-] )"
_PART = r"[^\W_]{1,40}"
_ENDING = r"(?: com | org | net | edu | gov | us | mx | io | me | co | info | es )"
_MAILER = (
    r"(?: gmail | g\smail | hotmail | yahoo | outlook | icloud | aol | msn | live | protonmail | proton | comcast )"
)


class Emails(Recognizer):
    """Mail addresses."""

    ENTITY = "EMAIL"
    RULES = (
        rule("plain (strong)", 1.0, r"[\w.+%'-]{1,64} (?<!') @ [\w-]{1,63} (?: \. [\w-]{1,63} ){1,6}"),
        rule("spaced (medium)", 0.8, rf"""
                [\w.+-]{{1,64}} \s? @ \s? [\w-]{{1,63}} (?: \s? \. \s? [\w-]{{2,63}} ){{0,3}}
                \s? \. \s? {_ENDING} \b"""),
        rule("mailer without ending (medium)", 0.8, rf"[\w.+-]{{1,64}} \s? @ \s? {_MAILER} \b (?: \s? \. \s? com )?"),
        rule("bracketed at (strong)", 0.9, rf"""
                \w{{1,40}} (?: {_DOT} \w{{1,40}} ){{0,3}} {_AT} [\w-]{{1,40}} (?: {_DOT} [\w-]{{1,40}} ){{0,4}}"""),
        rule("dictated (medium)", 0.8, rf"""
                \b {_PART} (?: {_LINK} {_PART} ){{0,4}} \s+ (?: at | arroba ) \s+ [\w-]{{1,40}}
                (?: {_SPOKEN_DOT} [\w-]{{1,40}} ){{0,3}} {_SPOKEN_DOT} {_ENDING} \b"""),
        rule("dictated, at a known mailer (medium)", 0.8, rf"""
                \b {_PART} (?: {_LINK} {_PART} ){{0,4}} \s+ (?: at | arroba ) \s+ {_MAILER} \b
                (?: (?: {_SPOKEN_DOT} | \s ) com \b )?"""),
    )  # fmt: skip
