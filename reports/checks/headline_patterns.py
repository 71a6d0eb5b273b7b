"""A small language for patterns of words, and how they are found.

One pattern a line, unless a line ends with ``|``. Words are lower case, without accents and apostrophes. ``a|b`` is
either word, ``lonel*`` any word that begins so, ``a|b?`` may be missing, ``_`` is any one word, ``..`` up to three of
them, ``^`` the beginning of the sentence, ``$`` its end, and a name in capitals one of the classes of words. BAD and
GOOD are the words of the signals ``bad`` and ``good``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

STOPS = frozenset(".;!?:\n…")
_CONTINUED = re.compile(r"\|\s*\n\s*")
_GAP = 3  # words that `..` may stand for


@dataclass(frozen=True, slots=True)
class Signal:
    """A named signal and where it was found: the place of its first word, and the one after its last."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a pattern: the words that fit."""

    words: frozenset[str]
    stems: tuple[str, ...]
    kind: str = ""  # "", "any", "gap", "start" or "end"
    optional: bool = False

    def fits(self, word: str) -> bool:
        """Whether ``word`` may stand here."""
        return self.kind == "any" or word in self.words or (bool(self.stems) and word.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern and the signal that it gives."""

    signal: str
    steps: tuple[Step, ...]

    def end(self, words: Sequence[str], at: int, step: int = 0) -> int | None:
        """The place after the last word, when the pattern fits from ``at`` on; None when it does not."""
        if step == len(self.steps):
            return at
        one = self.steps[step]
        if one.kind == "start":
            return self.end(words, at, step + 1) if at == 0 or words[at - 1] in STOPS else None
        if one.kind == "end":
            return self.end(words, at, step + 1) if at == len(words) or words[at] in STOPS else None
        if one.kind == "gap":
            for more in range(_GAP + 1):
                if (found := self.end(words, at + more, step + 1)) is not None:
                    return found
                if at + more >= len(words) or words[at + more] in STOPS:
                    return None
            return None
        if at < len(words) and one.fits(words[at]) and (found := self.end(words, at + 1, step + 1)) is not None:
            return found
        return self.end(words, at, step + 1) if one.optional else None


class Patterns:
    """All patterns of a language, found by the first word that they can begin with."""

    def __init__(self, classes: Mapping[str, str], signals: Mapping[str, str]) -> None:
        named = {name: tuple(words.split()) for name, words in classes.items()}
        for name in ("bad", "good"):
            named[name.upper()] = tuple(signals[name].replace("|", " ").split())
        self._by_word: defaultdict[str, list[Pattern]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        self._anywhere: list[Pattern] = []
        for signal, lines in signals.items():
            for line in _CONTINUED.sub("|", lines.strip()).splitlines():
                self._add(Pattern(signal, tuple(_step(one, named) for one in line.split())))

    def find(self, words: Sequence[str]) -> Iterator[Signal]:
        """Each signal, as often as one of its patterns fits."""
        for at, word in enumerate(words):
            for pattern in self._starting(word):
                if (end := pattern.end(words, at)) is not None and end > at:
                    yield Signal(pattern.signal, at, end)

    def _starting(self, word: str) -> Iterator[Pattern]:
        yield from self._by_word.get(word, ())
        for stem, pattern in self._by_stem.get(word[:3], ()):
            if word.startswith(stem):
                yield pattern
        yield from self._anywhere

    def _add(self, pattern: Pattern) -> None:
        words: set[str] = set()
        stems: set[str] = set()
        for step in pattern.steps:
            if step.kind == "start":
                continue
            if step.kind:
                self._anywhere.append(pattern)
                return
            words |= step.words
            stems |= set(step.stems)
            if not step.optional:
                break
        for word in words:
            self._by_word[word].append(pattern)
        for stem in stems:
            self._by_stem[stem[:3]].append((stem, pattern))


def _step(source: str, named: Mapping[str, tuple[str, ...]]) -> Step:
    kinds = {"^": "start", "$": "end", "..": "gap", "..?": "gap", "_": "any", "_?": "any"}
    optional = len(source) > 1 and source.endswith("?")
    if source in kinds:
        return Step(frozenset(), (), kinds[source], optional)
    bare = source[:-1] if optional else source
    alternatives = bare.split("|")
    if len(alternatives) > 1 and any(one in kinds or one.endswith("?") or not one for one in alternatives):
        raise ValueError(f"{source}: only words and classes can be alternatives, and ? stands behind all of them")
    parts = [part for one in alternatives for part in named.get(one, (one,))]
    words = frozenset(part for part in parts if not part.endswith("*"))
    stems = tuple(part[:-1] for part in parts if part.endswith("*"))
    return Step(words, stems, "", optional)
