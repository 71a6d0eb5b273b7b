"""The recognizers, one idea one file. An absence from this tuple shows in a diff."""

from __future__ import annotations

from redaction.recognizers.addresses import Addresses
from redaction.recognizers.birthdates import Birthdates
from redaction.recognizers.emails import Emails
from redaction.recognizers.handles import Handles
from redaction.recognizers.ids import Ids
from redaction.recognizers.introduced_names import IntroducedNames
from redaction.recognizers.kin_names import KinNames
from redaction.recognizers.listed_names import ListedNames
from redaction.recognizers.look import Recognizer
from redaction.recognizers.phones import Phones
from redaction.recognizers.schools import Schools
from redaction.recognizers.titled_names import TitledNames
from redaction.recognizers.unknown_names import UnknownNames
from redaction.recognizers.urls import Urls
from redaction.recognizers.word_names import WordNames

RECOGNIZERS: tuple[type[Recognizer], ...] = (
    Phones,
    Emails,
    Handles,
    Addresses,
    Ids,
    Urls,
    Birthdates,
    Schools,
    TitledNames,
    KinNames,
    IntroducedNames,
    ListedNames,
    UnknownNames,
    WordNames,
)
