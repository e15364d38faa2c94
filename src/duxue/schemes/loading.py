"""Reading a scheme from its folder or file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from duxue.messages import InputError, Place
from duxue.notation import Document, load
from duxue.schemes.scheme import Scheme

FILE = "scheme.yaml"


@dataclass(frozen=True)
class LoadedScheme:
    """A scheme and the document it was read from, which knows the line of every part."""

    scheme: Scheme
    document: Document


def load_scheme(path: Path, shown: str | None = None) -> LoadedScheme:
    """The scheme in a folder (its scheme.yaml) or a file; `shown` is the name that faults give the file.

    InputError with every fault of form: unknown keys, missing ones, wrong types, unknown kinds of rules.
    What refers to measures and standards is for `check_scheme`.
    """
    file = path / FILE if path.is_dir() else path
    if not file.is_file():
        raise InputError.one("schemes-not-there", Place(shown or str(path)), file=FILE)
    scheme, document = load(file, Scheme, shown)
    return LoadedScheme(scheme, document)
