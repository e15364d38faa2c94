"""Sentences of the product, in Chinese and English, and the faults that carry them.

Every sentence is data in `library/messages/`; code names it by its code and gives the facts.
"""

from __future__ import annotations

from duxue.messages.catalogue import Entry, codes, entry, families, label, labels, sentence
from duxue.messages.faults import Fault, InputError
from duxue.messages.places import Place
from duxue.messages.texts import LANGUAGES, Fact, Text, listed, shortened, shown_fact

__all__ = [
    "Entry",
    "Fact",
    "Fault",
    "InputError",
    "LANGUAGES",
    "Place",
    "Text",
    "codes",
    "entry",
    "families",
    "label",
    "labels",
    "listed",
    "sentence",
    "shortened",
    "shown_fact",
]
