"""Two plain questions about a capitalised word: is it one of the usual non-persons, and does it start a sentence?"""

from __future__ import annotations

from redaction.word_set import word_set

NO_PERSONS = word_set(
    """
    algebra calculus geometry biology chemistry physics spanish english history ela math pe band chromebook
    canvas google zoom schoology skyward powerschool parentsquare remind tiktok instagram snapchat youtube
    discord fortnite minecraft roblox xbox playstation netflix spotify uber lyft walmart target costco
    mcdonalds starbucks safeway winco medicaid medicare covid ramadan eid iep esl ell asb avid fafsa naviance
    ixl kahoot quizlet duolingo khan pokemon chipotle doordash facebook whatsapp messenger gmail wifi latino
    latina hispanic somali mexican monday tuesday wednesday thursday friday saturday sunday christmas
    halloween thanksgiving easter
    """
)


def starts_a_sentence(text: str, start: int) -> bool:
    """Whether a capital at ``start`` may come from standing first in a sentence, a line, a quotation or a list."""
    before = text[max(0, start - 40) : start].rstrip(" \t\"'([-*•")
    return not before or before[-1] in ".!?:;\n"
