"""Interviews, headlines, themes and predictions -> a Summary: what the round heard, on one page.

What may be said of it is decided here and in small_groups.py; nothing after this step sees a count that must
stay unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reports.checks.quotes import is_word_for_word, without_marks
from reports.placeholder_words import words_for_placeholders
from reports.small_groups import count_is_exact, theme_bar, theme_count, withhold
from rounds.headlines import Headline, HeadlineKind, Outcome, Prediction, Theme
from rounds.interviews import Interview, NoteKind
from rounds.round import Role, Round, ThemeIdea
from rounds.summary import Dissent, Expectations, Quote, RoleHeard, Summary, Surprise, ThemeHeard

MOST_SURPRISES = 3
MOST_THEMES = 5
MOST_QUOTES = 2
MOST_DISSENT = 3
LONG_QUOTE = 140  # characters; shorter ones are preferred, so that the page stays one page
ROLE_SEGMENT = "role"
OTHER = "other"


def build_summary(
    round_: Round,
    interviews: Sequence[Interview],
    headlines: Sequence[Headline],
    themes: Sequence[Theme],
    predictions: Sequence[Prediction],
    *,
    held: int,
    today: date,
) -> Summary:
    """The summary of a round as it stands ``today``; ``held`` is how many interviews are held.

    Held ones among ``interviews`` are left aside. Shown are headlines about interviews that are kept; quotes only when
    they stand word for word in the notes, and never from an interview that was marked for distress.
    """
    heard = _Heard(round_, {interview.id: interview for interview in interviews if interview.held is None})
    usable = [headline for headline in headlines if heard.may_be_shown(headline)]
    surprises = _surprises(usable, predictions, heard)
    all_themes = _themes(usable, themes, heard, {surprise.text for surprise in surprises})
    dissent = [
        Dissent(heard.words(headline), headline.theme, headline.kind is HeadlineKind.QUOTE)
        for headline in usable
        if headline.dissent
    ]
    return Summary(
        title=round_.title,
        purpose=round_.purpose,
        today=today,
        floor=round_.floor,
        interviews=len(heard.interviews),
        people=sum(interview.people for interview in heard.interviews.values()),
        roles=heard.roles,
        headlines=len(headlines),
        surprises=surprises,
        themes=all_themes[:MOST_THEMES],
        more_themes=max(0, len(all_themes) - MOST_THEMES),
        dissent=tuple(dissent[:MOST_DISSENT]),
        more_dissent=max(0, len(dissent) - MOST_DISSENT),
        expectations=_expectations(predictions),
        to_decide=round_.summary.to_decide,
        promised=round_.summary.promised,
        left_out=len(headlines) - len(usable),
        held=held,
    )


class _Heard:
    """The kept interviews of a round, and what may be said about each."""

    def __init__(self, round_: Round, interviews: dict[str, Interview]) -> None:
        self.interviews = interviews
        self.round = round_
        self.roles = self._roles()
        self._spoken_roles = {role.name for role in self.roles if role.interviews is not None}

    def may_be_shown(self, headline: Headline) -> bool:
        """Whether its interviews are kept and, for a quote, whether one of them has these words and may be quoted."""
        sources = self._sources(headline)
        if headline.kind is not HeadlineKind.QUOTE:
            return bool(sources)
        return any(
            is_word_for_word(without_marks(headline.text), _stories(interview))
            for interview in sources
            if not interview.distress
        )

    def words(self, headline: Headline) -> str:
        """The headline's text with placeholders read as words, a quote's in the language of its interview."""
        if headline.kind is HeadlineKind.QUOTE:
            return words_for_placeholders(without_marks(headline.text), self._sources(headline)[0].language or "en")
        text = words_for_placeholders(headline.text)
        return text[:1].upper() + text[1:]

    def quote(self, headline: Headline, *, sensitive: bool) -> Quote:
        """The quote, with its role only where that role's number is shown, as it would otherwise tell about it."""
        roles = self._roles_of(headline)
        label = roles.pop() if len(roles) == 1 and not sensitive else None
        return Quote(self.words(headline), label if label in self._spoken_roles else None)

    def said(self, headlines: Iterable[Headline]) -> set[str]:
        """The kept interviews that these headlines are about."""
        return {interview.id for headline in headlines for interview in self._sources(headline)}

    def nearness(self, headline: Headline, others: Sequence[Headline]) -> int:
        """2 if it shares an interview with ``others``, 1 if only a role, else 0."""
        if self.said([headline]) & self.said(others):
            return 2
        return int(bool(self._roles_of(headline) & {role for other in others for role in self._roles_of(other)}))

    def asked(self, headlines: Iterable[Headline]) -> set[str]:
        """The kept interviews whose form asks a question that these headlines answer, answered or not."""
        questions = {headline.question for headline in headlines}
        sources = {
            source.key
            for source in self.round.sources
            for column in source.with_role(Role.NOTE, Role.TRANSLATION_OF)
            if column.key in questions or column.of in questions
        }
        return {interview.id for interview in self.interviews.values() if interview.source in sources}

    def _roles_of(self, headline: Headline) -> set[str]:
        return {self._role(interview) for interview in self._sources(headline)}

    def _sources(self, headline: Headline) -> list[Interview]:
        return [self.interviews[key] for key in headline.interview_ids if key in self.interviews]

    def _roles(self) -> tuple[RoleHeard, ...]:
        segment = self.round.segment(ROLE_SEGMENT)
        declared = [
            *(segment.values if segment else ()),
            *(source.role for source in self.round.sources if source.role),
        ]
        counts = dict.fromkeys(declared, 0)
        for interview in self.interviews.values():
            role = self._role(interview)
            counts[role] = counts.get(role, 0) + 1
        if set(counts) <= {OTHER}:
            return ()
        return tuple(RoleHeard(role, number) for role, number in withhold(counts, self.round.floor).items())

    def _role(self, interview: Interview) -> str:
        for key, value in interview.segments:
            if key == ROLE_SEGMENT:
                return value
        source = next((source for source in self.round.sources if source.key == interview.source), None)
        return (source.role if source else None) or OTHER


def _stories(interview: Interview) -> list[str]:
    """What the person said. Cues and probes are the interviewer's words and never quoted."""
    return [note.text for note in interview.notes if note.kind is NoteKind.NOTE]


def _surprises(headlines: Sequence[Headline], predictions: Sequence[Prediction], heard: _Heard) -> tuple[Surprise, ...]:
    marked = [
        Surprise(heard.words(headline), is_quote=headline.kind is HeadlineKind.QUOTE)
        for headline in headlines
        if headline.surprise
    ]
    overturned = [
        Surprise(prediction.text, overturned=True)
        for prediction in predictions
        if prediction.outcome is Outcome.OVERTURNED
    ]
    return tuple([*marked, *overturned][:MOST_SURPRISES])


@dataclass(frozen=True, slots=True)
class _Group:
    """A theme with its headlines, those that contradict it left aside."""

    theme: Theme
    headlines: list[Headline]


def _themes(
    headlines: Sequence[Headline], themes: Sequence[Theme], heard: _Heard, shown: set[str]
) -> tuple[ThemeHeard, ...]:
    groups = _groups(headlines, themes)
    described = [(group.theme, _theme(group, heard, shown)) for group in groups if group.headlines]
    # By the bar and not by the count: of a theme that is counted in words, its place must not say more.
    described.sort(key=lambda pair: (pair[0].order, -pair[1].bar, pair[1].name.casefold()))
    return tuple(theme for _, theme in described)


def _groups(headlines: Sequence[Headline], themes: Sequence[Theme]) -> list[_Group]:
    groups = {_folded(theme.name): _Group(theme, []) for theme in themes}
    last = max((theme.order for theme in themes), default=0)
    for headline in headlines:
        if headline.theme and headline.theme.strip() and not headline.dissent:
            undefined = _Group(Theme(headline.theme.strip(), order=last), [])
            groups.setdefault(_folded(headline.theme), undefined).headlines.append(headline)
    return list(groups.values())


def _theme(group: _Group, heard: _Heard, shown: set[str]) -> ThemeHeard:
    idea = _idea(group.theme.name, heard.round)
    sensitive = bool(idea and idea.sensitive)
    said = heard.said(group.headlines)
    asked = heard.asked(group.headlines) | said
    return ThemeHeard(
        name=group.theme.name,
        definition=group.theme.definition or (idea.definition if idea else ""),
        count=theme_count(len(said), len(asked), sensitive=sensitive),
        bar=theme_bar(len(said), len(asked), sensitive=sensitive),
        bar_is_exact=count_is_exact(len(said), len(asked), sensitive=sensitive),
        quotes=_two_quotes(group.headlines, heard, sensitive, shown),
        name_es=idea.name_es if idea else None,
        declared=idea is not None,
    )


def _two_quotes(headlines: Sequence[Headline], heard: _Heard, sensitive: bool, shown: set[str]) -> tuple[Quote, ...]:
    """Two quotes from different roles, or at least interviews, if there are: short ones first, none shown already."""
    quotes = [h for h in headlines if h.kind is HeadlineKind.QUOTE and heard.words(h) not in shown]
    quotes.sort(key=lambda headline: len(headline.text) > LONG_QUOTE)
    chosen = quotes[:1]
    while len(chosen) < min(MOST_QUOTES, len(quotes)):
        chosen.append(min((h for h in quotes if h not in chosen), key=lambda h: heard.nearness(h, chosen)))
    return tuple(dict.fromkeys(heard.quote(headline, sensitive=sensitive) for headline in chosen))


def _idea(name: str, round_: Round) -> ThemeIdea | None:
    return next((idea for idea in round_.themes if _folded(idea.name) == _folded(name)), None)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _expectations(predictions: Sequence[Prediction]) -> Expectations:
    def texts(outcome: Outcome) -> tuple[str, ...]:
        return tuple(prediction.text for prediction in predictions if prediction.outcome is outcome)

    return Expectations(
        held=texts(Outcome.HELD),
        overturned=texts(Outcome.OVERTURNED),
        unheard=texts(Outcome.UNHEARD),
        still_open=len(texts(Outcome.OPEN)),
    )
