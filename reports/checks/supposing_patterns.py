"""How a question supposes what never happened: conditions turned round, cases, roles to play. Both languages."""

from __future__ import annotations

import re

_ANYONE = (
    r"(?:you|he|she|they|we|i|it|there|someone|somebody|anyone|nobody|no one|everyone|(?:the|your|a|an|our|this|his|her"
    r"|their|any|my) (?:[\w'-]+ ){1,4}?|students|teachers|parents|school|money|time)"
)
_UNREAL = r"\b(?:would|wouldn'?t|could|might|'d|\w+'d)\b"
HAD_SHE = re.compile(
    r"(?:^|[,;] |\b(?:done|felt|been|gone|like|happened|said|changed|different|look like) )(?:had"
    rf"|were) {_ANYONE} ?(?:not |never )?"
    r"(?:to \w+|\w+ed\b|\w+en\b|been|had|known|gone|stayed|left|gotten|got|made|taken|told|kept|in charge|able"
    r"|a|the)\b"
)
SHOULD_IT = re.compile(rf"^should {_ANYONE} ?(?:ever |suddenly )?\w+[^?]*, (?:what|how|where|who|would|which)\b")
IN_CASE = re.compile(
    r"\b(?:in the (?:event|case|scenario) (?:that|of)|in a scenario (?:where|in which)|in a situation where you would"
    r"|provided that|if given the (?:chance|choice|option|opportunity)|given (?:the chance|a choice|the choice"
    r"|the option"
    r"|unlimited|free rein|full control)|with (?:unlimited|all the|no limits? (?:on|to))|if it were up to (?:you|them)"
    r"|if it was up to (?:you|them)|if you had your way|had your way|put yourself in|in (?:your|the) principal'?s shoes"
    r"|in (?:my|their|his|her|the \w+'s) (?:shoes|place), (?:what|how)|in an alternate|in another life|in a parallel"
    r"|(?:you'?re|you are|you get to be|you become|you wake up|you woke up|you run|you were just)\b.{0,40}"
    r"\b(?:for a day|for the day|tomorrow|principal|superintendent|in charge|king|queen|mayor|boss of|president"
    r"|invisible)\b"
    r"|blank check|a million dollars|time travel|rewrite the|start (?:school|the year) over again|swap places"
    r"|trade places"
    r"|role-?play|thought experiment|let'?s (?:pretend|imagine|suppose|say|assume)|say your|say the|say a)\b"
)
A_STORY_MADE_UP = re.compile(
    r"^(?:you|your (?:school|teacher|principal|boss|class)|the (?:school|principal)) (?:become|becomes"
    r"|turns? into|wakes? up|wins?|inherits?|have been given"
    r"|are given|is given|get three|suddenly|magically|have been put in charge|are put in charge"
    r"|get to (?:design|run|change|build|pick))\b"
)
WOULD_HAVE = re.compile(
    r"^(?:and |so |but )?(?:what|how|where|who|which)(?: \w+){0,2} (?:would|might"
    r"|could)(?:n't)? (?:[\w'-]+ ){0,6}?have (?:been|happened|gone|felt"
    r"|changed|done|said|turned|looked|become|gotten|\w+ed)\b"
)
WOULD_YOU_DO = re.compile(
    r"^(?:and |so |but )?(?:what|how|where|who|which)(?: else| \w+)? would (?:you|they|he|she|your \w+|the \w+)"
    r" (?:ever |probably |likely |first )?(?:do|react|respond|handle|feel|go|spend|choose|pick|act|cope|manage"
    r"|survive|decide"
    r"|wish for|buy|invent|teach|be)\b(?! (?:to describe|you say))(?!.*\b(?:usually|used to|back then"
    r"|when you were|on those)\b)"
)
WILL_BE = re.compile(
    r"\bwhere do (?:you|they) see (?:yourself|themselves|your \w+) in\b|\bhow do you think (?:you|he|she|they"
    r"|your \w+)(?:'d| would)\b"
    r"|\b(?:would|could) (?:things|school|life|it|your \w+|mornings|the day|lunch|class(?:es)?) (?:be|feel|look"
    r"|go|have been)"
    r" (?:any )?(?:different|better|easier|worse|harder|like)\b.*\b(?:if|without|with|had|were)\b"
    r"|\bwould (?:it|things) (?:be different|have changed)"
)
DE_HABER = re.compile(
    r"\bde (?:haber|tener|ser|poder|existir|contar|estar)(?:se)?\b[^?]{2,80}, ¿?|\b(?:en caso de que"
    r"|en el caso de que|en caso de"
    r"|suponiendo|en el supuesto|asumiendo|en un mundo|en otra vida|a falta de)\b(?! (?:afirmativo|si|contestar"
    r"|emergencia))"
    r"|\b(?:habria[sn]?|hubiera[sn]?|hubiese[sn]?) (?:\w+ ){0,3}?(?:\w+[aeis]do|hecho|dicho|visto|puesto|ido"
    r"|escrito|vuelto)\b|\b(?:juega|juguemos|jugamos) a que\b"
    r"|\b(?:si|cuando) (?:de ti|de usted) dependiera|\bcon (?:todo el dinero|dinero ilimitado"
    r"|recursos ilimitados|un deseo)\b"
    r"|\bsi (?:usted |tu )?(?:fuera|tuviera|pudiera)"
)
QUE_HARIA = re.compile(
    r"\b(?:que|como|donde|adonde|a quien|cual|con quien)(?: \w+){0,2} (?:haria[sn]?(?! falta)|reaccionaria[sn]?"
    r"|se sentiria[sn]?|te sentirias"
    r"|responderia[sn]?|elegiria[sn]?|escogeria[sn]?|pasaria[sn]?|iria[sn]?|viviria[sn]?|ensenaria[sn]?|actuaria[sn]?"
    r"|gastaria[sn]?|cambiaria de)\b|\b(?:que|como) (?:haria(?! falta)|harias|reaccionaria|reaccionarias"
    r"|actuaria|pasaria)\b"
)


def supposes(text: str) -> bool:
    """English: whether a folded sentence supposes something, beside plain "if" and "imagine"."""
    if IN_CASE.search(text) or SHOULD_IT.match(text) or WILL_BE.search(text) or A_STORY_MADE_UP.match(text):
        return True
    if HAD_SHE.search(text) and re.search(_UNREAL, text):
        return True
    return bool(WOULD_HAVE.match(text) or WOULD_YOU_DO.match(text))


def supone(text: str) -> bool:
    """Spanish: the same."""
    return bool(DE_HABER.search(text) or QUE_HARIA.search(text))
