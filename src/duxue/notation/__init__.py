"""Strict YAML: what a person writes is read as it stands, or refused with its line and the likely right word."""

from __future__ import annotations

from duxue.notation.composing import Path
from duxue.notation.documents import Document, read, read_text
from duxue.notation.explaining import described
from duxue.notation.models import Bilingual, StrictModel, TextModel
from duxue.notation.places import inside, inside_key
from duxue.notation.validation import load, validate
from duxue.notation.walking import models_inside
from duxue.notation.words import likely
from duxue.notation.writing import written

__all__ = [
    "Bilingual",
    "Document",
    "Path",
    "StrictModel",
    "TextModel",
    "described",
    "inside",
    "inside_key",
    "likely",
    "load",
    "models_inside",
    "read",
    "read_text",
    "validate",
    "written",
]
