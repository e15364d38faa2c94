"""Starting a scheme: a small one that is valid, with comments, to change bit by bit."""

from __future__ import annotations

import re
from pathlib import Path

from duxue.library import ROOT
from duxue.messages import InputError, Place
from duxue.schemes.loading import FILE

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_PLACEHOLDER = "id: new-scheme\n"


def new_scheme(folder: Path, name: str, lang: str) -> Path:
    """Writes a valid scheme of three items with comments in `lang` into the folder; the file written.

    InputError when the id has another form, or when the folder already has a scheme: nothing is overwritten.
    """
    if not _ID.fullmatch(name):
        raise InputError.one("schemes-new-id", None, id=name)
    file = folder / FILE
    template = (ROOT / "templates" / f"scheme.{lang}.yaml").read_text("utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as written:
            written.write(template.replace(_PLACEHOLDER, f"id: {_written(name)}\n", 1))
    except FileExistsError:
        raise InputError.one("schemes-exists", Place(str(folder)), file=FILE) from None
    return file


def _written(name: str) -> str:
    """An id that YAML would read as a number, a date or a yes/no stands in quotes."""
    return name if name[0].isalpha() and name not in ("true", "false", "null") else f'"{name}"'
