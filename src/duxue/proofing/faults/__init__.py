"""Faults of the text apart from its figures, one kind a file."""

from __future__ import annotations

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document
from duxue.proofing.faults import (
    doubled_word,
    empty_heading,
    masked_figure,
    numbering,
    repeated_mark,
    traditional_character,
    two_names,
    unbalanced_mark,
    unfinished_sentence,
)

_KINDS = (
    doubled_word,
    empty_heading,
    masked_figure,
    numbering,
    repeated_mark,
    traditional_character,
    two_names,
    unbalanced_mark,
    unfinished_sentence,
)


def text_faults(document: Document) -> tuple[TextFault, ...]:
    """In the order of the text, none twice."""
    found = {
        (fault.rule, fault.places, fault.text): fault for kind in _KINDS for fault in kind.faults(document)
    }
    return tuple(sorted(found.values(), key=lambda fault: (fault.places[0], fault.rule)))
