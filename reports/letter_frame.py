"""What stands around the words of a letter: whom it is for, and how to get no more mail. No template's part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from reports.letter_texts import ENGLISH, SPANISH, subject
from reports.rendering import plain_text, render_page
from rounds.letters import Recipient

_COVER = {
    ENGLISH: (
        "For {name}: please give this letter to the people you listened to. Print it, send it on, or read it aloud."
        " Attached: a copy in large print, and words for a phone call."
    ),
    SPANISH: (
        "Para {name}: por favor, entregue esta carta a las personas a las que escuchó. Puede imprimirla, reenviarla o"
        " leerla en voz alta. Adjuntos: una copia en letra grande y un guion para llamar por teléfono."
    ),
}
_HELLO = {ENGLISH: "Hello,", SPANISH: "Hola:"}
_WHY_DIRECT = {
    ENGLISH: "You asked to hear from us yourself. We keep your address apart from what you said.",
    SPANISH: "Usted pidió que le escribiéramos. Guardamos su dirección aparte de lo que nos contó.",
}
_NO_MORE = {ENGLISH: "To get no more mail from us,", SPANISH: "Si no quiere recibir más correos nuestros,"}
_ANSWER = {ENGLISH: "answer this mail and say so.", SPANISH: "responda a este correo y díganoslo."}
_ANSWER_WORD = {
    ENGLISH: "answer this mail with this word: {word}",
    SPANISH: "responda a este correo con esta palabra: {word}",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines around a letter. ``cover`` and ``foot`` are for the screen and not printed; each may be empty."""

    language: str
    cover: str = ""
    hello: str = ""
    foot: str = ""

    def text(self, body: str) -> str:
        """The letter as plain text, in parts apart by a line of dashes."""
        cover, hello, foot = (_paragraph(line) if line else "" for line in (self.cover, self.hello, self.foot))
        letter = f"{hello}\n{_text_of(body)}" if hello else _text_of(body)
        return "\n----\n\n".join(part for part in (cover, letter, foot) if part)

    def page(self, body: str) -> str:
        """The letter as a whole page. ``body`` is the output of a template that escapes, so it is HTML already."""
        context = {
            "language": self.language,
            "subject": subject(self.language),
            "cover": self.cover,
            "hello": self.hello,
            "foot": self.foot,
            "body": Markup(body),  # noqa: S704
        }
        return render_page("letter.html", context, language=self.language)


def frame_for(recipient: Recipient, language: str, *, direct: bool, opt_out: str) -> Frame:
    """The lines around a letter to ``recipient``.

    ``direct``: to somebody who asked to hear back, whose name is in none of them; they always say how to get no more
    mail. To an interviewer they say so where there is a word to send back, ``opt_out``.
    """
    if direct:
        return Frame(language, hello=_HELLO[language], foot=f"{_WHY_DIRECT[language]} {_no_more(language, opt_out)}")
    cover = _COVER[language].format(name=recipient.name)
    return Frame(language, cover=cover, foot=_no_more(language, opt_out) if opt_out else "")


def _no_more(language: str, word: str) -> str:
    how = _ANSWER_WORD[language].format(word=word) if word else _ANSWER[language]
    return f"{_NO_MORE[language]} {how}"


@lru_cache(maxsize=8)  # the same few bodies for all letters of a round
def _text_of(body: str) -> str:
    return plain_text(body)


def _paragraph(line: str) -> str:
    return plain_text(f"<p>{escape(line)}</p>")
