"""The recognizers, one idea one file. An absence from this tuple shows in a diff."""

from __future__ import annotations

from redaction.recognizers.access_codes import AccessCodes
from redaction.recognizers.birthdates import Birthdates
from redaction.recognizers.corners import Corners
from redaction.recognizers.emails import Emails
from redaction.recognizers.handles import Handles
from redaction.recognizers.homes import Homes
from redaction.recognizers.ids import Ids
from redaction.recognizers.international_addresses import InternationalAddresses
from redaction.recognizers.lodgings import Lodgings
from redaction.recognizers.look import Recognizer
from redaction.recognizers.model_addresses import ModelAddresses
from redaction.recognizers.phones import Phones
from redaction.recognizers.places import Places
from redaction.recognizers.post_boxes import PostBoxes
from redaction.recognizers.schools import Schools
from redaction.recognizers.scored_names import ScoredNames
from redaction.recognizers.spanish_addresses import SpanishAddresses
from redaction.recognizers.urls import Urls
from redaction.recognizers.us_addresses import UsAddresses

RECOGNIZERS: tuple[type[Recognizer], ...] = (
    Phones,
    Emails,
    Handles,
    UsAddresses,
    SpanishAddresses,
    InternationalAddresses,
    PostBoxes,
    Homes,
    Corners,
    Lodgings,
    ModelAddresses,
    Ids,
    AccessCodes,
    Urls,
    Birthdates,
    Schools,
    Places,
    ScoredNames,
)
