"""What is said about a headline: one sentence of reason, and a question that helps to reword it."""

from __future__ import annotations

from reports.checks.headline_model import HeadlineLabel

_REASONS = {
    HeadlineLabel.DESCRIPTIVE: (
        "Tells what somebody did, said, felt or needed.",
        "Cuenta lo que alguien hizo, dijo, sintió o necesitó.",
    ),
    HeadlineLabel.QUOTE: (
        "Words in quotation marks are the speaker's own.",
        "Las palabras entre comillas son de quien habló.",
    ),
    HeadlineLabel.JUDGMENT: (
        "{words} sounds like our own verdict, not like something that was told.",
        "{words} suena a una opinión nuestra, no a algo que nos contaron.",
    ),
    HeadlineLabel.INFERENCE: (
        "{words} sounds like our guess at a reason or a feeling.",
        "{words} suena a una suposición nuestra sobre un motivo o un sentimiento.",
    ),
    HeadlineLabel.SOLUTION: (
        "{words} sounds like our own idea of what to do; ideas come after the headlines.",
        "{words} suena a una propuesta nuestra; las propuestas vienen después de los titulares.",
    ),
}
_QUESTIONS = {
    HeadlineLabel.JUDGMENT: (
        "What did they say or do that makes you think so?",
        "¿Qué dijeron o hicieron que les hace pensar eso?",
    ),
    HeadlineLabel.INFERENCE: (
        "What did they say that makes you think so?",
        "¿Qué dijeron que les hace pensar eso?",
    ),
    HeadlineLabel.SOLUTION: (
        "What did they say that makes you think of this? If they proposed it themselves, who said so?",
        "¿Qué dijeron que les hace pensar en esto? Si lo propusieron ellos, ¿quién lo dijo?",
    ),
}


def reason_for(label: HeadlineLabel, words: str, *, spanish: bool) -> str:
    """One short sentence; ``words`` of the headline are shown in marks where the label is in doubt."""
    marked = (f"«{words}»" if spanish else f"“{words}”") if words else ("Esto" if spanish else "This")
    return _REASONS[label][spanish].replace("{words}", marked)


def question_for(label: HeadlineLabel, *, spanish: bool) -> str | None:
    """A question that leads back to what was told; None where nothing is to be reworded."""
    questions = _QUESTIONS.get(label)
    return questions[spanish] if questions else None
