"""The kept interviews of a round, what may be said about each, and how many said something of how many asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.checks.quotes import is_word_for_word, without_marks
from reports.placeholder_words import words_for_placeholders
from reports.small_groups import withhold
from rounds.headlines import Headline, HeadlineKind
from rounds.interviews import Interview, NoteKind
from rounds.round import Role, Round
from rounds.summary import Quote, RoleHeard

ROLE_SEGMENT = "role"
OTHER = "other"


class Heard:
    """The kept interviews of a round, and what may be said about each."""

    def __init__(self, round_: Round, interviews: dict[str, Interview]) -> None:
        self.interviews = interviews
        self.round = round_
        self._in_distress = [story for one in interviews.values() if one.distress for story in stories(one)]
        self.role_counts = self._role_counts()
        self.roles = tuple(RoleHeard(*each) for each in withhold(self.role_counts, round_.floor).items())
        self.tell_roles(self.roles)

    def may_be_shown(self, headline: Headline) -> bool:
        """Whether its interviews are kept and, for a quote, whether one of them has these words and may be quoted.

        Words that also stand in an interview that was marked for distress may not, whoever else said them.
        """
        sources = self._sources(headline)
        if headline.kind is not HeadlineKind.QUOTE:
            return bool(sources)
        words = without_marks(headline.text)
        said = any(is_word_for_word(words, stories(interview)) for interview in sources if not interview.distress)
        return said and not is_word_for_word(words, self._in_distress)

    def language(self, headline: Headline) -> str:
        """The language of the interview that a headline is about."""
        return self._sources(headline)[0].language or "en"

    def words(self, headline: Headline) -> str:
        """The headline's text with placeholders read as words, a quote's in the language of its interview."""
        if headline.kind is HeadlineKind.QUOTE:
            return words_for_placeholders(without_marks(headline.text), self.language(headline))
        text = words_for_placeholders(headline.text)
        return text[:1].upper() + text[1:]

    def quote(self, headline: Headline, *, sensitive: bool) -> Quote:
        """The quote, with its role only where that role's number is shown, as it would otherwise tell about it."""
        roles = self._roles_of(headline)
        label = roles.pop() if len(roles) == 1 and not sensitive else None
        return Quote(self.words(headline), label if label in self._told_roles else None)

    def tell_roles(self, roles: Iterable[RoleHeard]) -> None:
        """The roles as the page tells them, where that is not what they are today: quotes name these, and no other.

        Why is naming one that is under the floor by now OK? The page still tells its number; a label that went away
        would tell that somebody of this role did.
        """
        self._told_roles = {role.name for role in roles if role.interviews is not None}

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
        sources = self._asking(headlines)
        return {interview.id for interview in self.interviews.values() if interview.source in sources}

    def forms(self, headlines: Sequence[Headline]) -> set[str]:
        """The keys of the forms that asked, and of those whose interviews said it without being asked."""
        return self._asking(headlines) | {self.interviews[key].source for key in self.said(headlines)}

    def _asking(self, headlines: Iterable[Headline]) -> set[str]:
        """The forms that ask such a question. A later thought may be added by everybody: all were asked for it."""
        questions = {headline.question for headline in headlines}
        asking = [
            source
            for source in self.round.sources
            for column in source.with_role(Role.NOTE, Role.TRANSLATION_OF)
            if column.key in questions or column.of in questions
        ]
        if any(source.later for source in asking):
            asking = [source for source in self.round.sources if not source.later]
        return {source.key for source in asking}

    def said_of_asked(self, headlines: Sequence[Headline]) -> tuple[int, int]:
        """How many interviews these headlines are about, of how many that were asked. Not to be shown as it is."""
        said = self.said(headlines)
        return len(said), len(self.asked(headlines) | said)

    def _roles_of(self, headline: Headline) -> set[str]:
        return {self._role(interview) for interview in self._sources(headline)}

    def _sources(self, headline: Headline) -> list[Interview]:
        return [self.interviews[key] for key in headline.interview_ids if key in self.interviews]

    def _role_counts(self) -> dict[str, int]:
        """Interviews per declared role, and per any other there is; nothing where no role is known."""
        segment = self.round.segment(ROLE_SEGMENT)
        declared = [
            *(segment.values if segment else ()),
            *(source.role for source in self.round.sources if source.role),
        ]
        counts = dict.fromkeys(declared, 0)
        for interview in self.interviews.values():
            role = self._role(interview)
            counts[role] = counts.get(role, 0) + 1
        return {} if set(counts) <= {OTHER} else counts

    def _role(self, interview: Interview) -> str:
        for key, value in interview.segments:
            if key == ROLE_SEGMENT:
                return value
        source = next((source for source in self.round.sources if source.key == interview.source), None)
        return (source.role if source else None) or OTHER


def stories(interview: Interview) -> list[str]:
    """What the person said. Cues and probes are the interviewer's words and never quoted."""
    return [note.text for note in interview.notes if note.kind is NoteKind.NOTE]
