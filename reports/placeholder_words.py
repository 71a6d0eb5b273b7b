"""Placeholders read as words: "my friend [PERSON_1]" becomes "my friend", "ms [PERSON_2]" becomes "a teacher".

The words say what kind of thing stood there, never which one, so that a text can be read aloud.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reports.language_words import WORDS, LanguageWords

_ENTITIES = "PERSON|PHONE|EMAIL|ADDRESS|HANDLE|ID|URL|BIRTHDATE|SCHOOL|PLACE"
# Known entities also without their brackets: people retype headlines by hand.
_ONE = rf"(?:\[(?P<any>[A-Z][A-Z_]*)_\d+\]|\[?\b(?:{_ENTITIES})_\d+\b\]?)"
_PERSON = r"\[?\bPERSON_\d+\b\]?"
_NUMBERED = re.compile(r"([A-Z][A-Z_]*)_(\d+)", re.IGNORECASE)
_OPENING = " \n\t\"“«¿¡'‘(-"
_SENTENCE_END = re.compile(rf"[.!?][\"'”’»)]?\s[{_OPENING}]*$")
_NEAR = 120  # characters before a placeholder that can tell what stands there
_BRACKETS = str.maketrans("[]", "()")


def words_for_placeholders(text: str, language: str = "en") -> str:
    """``text`` with every placeholder read as words of ``language`` ("en" or "es"; any other reads English).

    No square bracket is left, whoever typed it.
    """
    return _Reading(WORDS.get(language, WORDS["en"])).read(text).translate(_BRACKETS)


@dataclass(slots=True)
class _Reading:
    """One text being read from the left; ``out`` is what was read so far."""

    words: LanguageWords
    out: str = ""
    next_mention: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def read(self, text: str) -> str:
        position = 0
        run = re.compile(rf"{_PERSON}(?:(?:{self.words.joins}){_PERSON})+|{_ONE}", re.IGNORECASE)
        for match in run.finditer(text):
            if match.start() < position:
                continue
            self.out += text[position : match.start()]
            position = match.end() + self._read_run(match.group(), text[match.end() :])
        return self.out + text[position:]

    def _read_run(self, placeholders: str, after: str) -> int:
        """One placeholder, or several people in a row: together, or each alone when one was mentioned before."""
        known = [number for _, number in _NUMBERED.findall(placeholders) if number in self.next_mention]
        singles = list(re.finditer(_ONE, placeholders, re.IGNORECASE))
        if not known or len(singles) == 1:
            return self._read_one(placeholders, after)
        for single, following in zip(singles, [*singles[1:], None], strict=True):
            swallowed = self._read_one(single.group(), after if following is None else "")
            self.out += placeholders[single.end() : following.start()] if following else ""
        return swallowed

    def _read_one(self, placeholders: str, after: str) -> int:
        """Appends the words for ``placeholders``; returns how many characters of ``after`` they swallow."""
        names = _NUMBERED.findall(placeholders)
        if not re.search(self.words.list_word, placeholders, re.IGNORECASE):
            names = names[:1]  # a first and a last name side by side
        entity = names[0][0].upper()
        if entity == "PERSON":
            return self._read_people([number for _, number in names], after)
        return self._read_thing(entity, names[0][1], after)

    def _read_people(self, numbers: list[str], after: str) -> int:
        title = self._cut(rf"(?<!\w)(?:{self.words.title_pattern})\.?\s+$")
        relation = self._tail(self.words.relation_before)
        aside = bool(relation and relation["comma"])
        if relation and (after.startswith(",") or not aside):
            return self._keep_relation(relation, numbers[0], swallow=int(aside))
        if len(set(numbers)) > 1:
            return self._say(self.words.two_people if len(numbers) == 2 else self.words.several_people)
        before = self._cut_article(rf"{self.words.article}|{self.words.own}")
        kind = self.words.titles[title.strip().rstrip(".").lower()] if title else self.words.someone
        return self._say(self._mention(numbers[0], kind), typed=before or title)

    def _keep_relation(self, relation: re.Match[str], number: str, swallow: int) -> int:
        """The noun before the name already says who it is: "my friend", or "a coach" where nothing stood before."""
        who, whose = relation["who"].lower(), (relation["whose"] or "").strip().lower()
        if whose:
            self.out = self.out.rstrip(" ,\n\t")
            if re.fullmatch(rf"{self.words.own}|{self.words.article}", whose) and whose not in self.words.contractions:
                self.next_mention[number] = self.words.same(f"{whose} {who}")
            return swallow
        self.out = self.out[: relation.start()]
        return self._say(self._mention(number, self.words.indefinite(who)), typed=relation["who"]) + swallow

    def _mention(self, number: str, kind: str) -> str:
        """``kind`` for a first mention; "someone else" for a second person, "that person" for the same again."""
        if number in self.next_mention:
            return self.next_mention[number]
        phrase = self.words.other(kind) if kind in self.used else kind
        self.used.add(kind)
        self.next_mention[number] = self.words.same(phrase)
        return phrase

    def _read_thing(self, entity: str, number: str, after: str) -> int:
        phrase = self.words.things.get(entity, self.words.something)
        swallowed = re.match(self.words.school_kinds, after, re.IGNORECASE) if entity == "SCHOOL" else None
        noun = self.words.thing_nouns.get(entity)
        if noun and self._tail(rf"(?<!\w)(?:{noun}):?\s+$"):
            self.out = self.out.rstrip(" :\n\t")
        else:
            self.out = self.out.removesuffix("@")
            self._cut_article(self.words.article)
            first = self.next_mention.setdefault(entity, number)
            self._say(phrase if first == number else self.words.other(phrase))
        return swallowed.end() if swallowed else 0

    def _cut_article(self, articles: str) -> str:
        """Drops the small word before a placeholder and returns it; of "al" and "del" the preposition stays."""
        article = self._cut(rf"(?<!\w)(?:{articles})\s+$")
        if preposition := self.words.contractions.get(article.strip().lower()):
            self._say(f"{preposition} ", typed=article)
        return article

    def _say(self, phrase: str, typed: str = "") -> int:
        """Appends ``phrase``, with a capital after a sentence's end or in place of something ``typed`` with one."""
        starts_text = not self.out.strip(_OPENING)
        if _SENTENCE_END.search(self.out) or (starts_text and typed[:1].isupper()):
            phrase = phrase[0].upper() + phrase[1:]
        for apart, together in self.words.joined_up:
            if self.out.lower().endswith(apart[0]) and phrase.startswith(apart[1]):
                self.out, phrase = self.out[: -len(apart[0])], together + phrase[len(apart[1]) :]
        self.out += phrase
        return 0

    def _tail(self, pattern: str) -> re.Match[str] | None:
        near = max(0, len(self.out) - _NEAR)
        return re.compile(pattern, re.IGNORECASE).search(self.out, near)

    def _cut(self, pattern: str) -> str:
        """Removes what ``pattern`` finds at the end of the text so far, and returns it."""
        found = self._tail(pattern)
        if found is None:
            return ""
        self.out = self.out[: found.start()]
        return found.group()
