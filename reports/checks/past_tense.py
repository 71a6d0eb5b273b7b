"""The simple past of English verbs, as far as rewritten questions need it."""

from __future__ import annotations

import re

_PAIRS = (
    "be-were am-was is-was are-were have-had has-had do-did does-did go-went goes-went feel-felt know-knew "
    "get-got give-gave see-saw come-came take-took make-made think-thought tell-told find-found leave-left "
    "meet-met keep-kept hear-heard read-read say-said speak-spoke understand-understood bring-brought buy-bought "
    "catch-caught choose-chose eat-ate fall-fell forget-forgot hold-held lose-lost pay-paid put-put ride-rode "
    "run-ran sit-sat sleep-slept spend-spent stand-stood teach-taught wake-woke wear-wore win-won write-wrote "
    "let-let cut-cut hurt-hurt quit-quit set-set become-became begin-began break-broke build-built drive-drove "
    "fight-fought grow-grew mean-meant send-sent sing-sang swim-swam throw-threw been-were gone-went felt-felt "
    "had-had done-did seen-saw taken-took given-gave gotten-got got-got known-knew come-came made-made left-left "
    "lost-lost forgotten-forgot thought-thought told-told found-found met-met heard-heard spoken-spoke "
    "written-wrote chosen-chose eaten-ate fallen-fell ridden-rode run-ran slept-slept broken-broke begun-began "
    "become-became brought-brought kept-kept said-said driven-drove grown-grew worn-wore won-won left-left "
)
_IRREGULAR = dict(pair.split("-") for pair in _PAIRS.split())


def past(verb: str) -> str:
    """The simple past of ``verb``, given in its base form, its -s form or as a participle."""
    word = verb.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    base = re.sub(r"ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<=ss|sh|ch)es$|(?<!s)s$", "", word)
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("ed"):
        return base
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", base):
        return f"{base}{base[-1]}ed"
    return f"{base}ed"
