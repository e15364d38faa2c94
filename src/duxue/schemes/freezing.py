"""A scheme as one canonical text: frozen beside a run, and hashed over its meaning."""

from __future__ import annotations

import hashlib

from duxue.notation import read_text, validate
from duxue.notation.writing import written
from duxue.schemes.scheme import Scheme


def freeze(scheme: Scheme) -> str:
    """The whole scheme as one line of text that `thaw` reads back to an equal one. Valid JSON and YAML."""
    return written(scheme)


def thaw(text: str, shown: str = "scheme.json") -> Scheme:
    """The scheme that was frozen; InputError if the text was changed into something else."""
    return validate(read_text(text, shown), Scheme)


def scheme_hash(scheme: Scheme) -> str:
    """SHA-256 over what the scheme means: ids, points, rules, levels, layers, order of sources.

    Titles, messages, clauses, sources read, certainty and the edition itself stay outside, so that
    wording may improve; anything that can move a point changes it. Numbers count by value: 5 is 5.00.
    """
    meaning = written(scheme.model_copy(update={"edition": 1}), texts=False)
    return hashlib.sha256(meaning.encode("utf-8")).hexdigest()
