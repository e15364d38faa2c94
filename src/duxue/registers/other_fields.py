"""Names of another register's fields inside a check: `other.pupils` is read as `other__pupils`."""

from __future__ import annotations

import re

PREFIX = "other__"
_QUOTED = re.compile(r'("[^"]*")')
_OTHER = re.compile(r"\bother\.(?=[a-z_])")


def own_names(text: str) -> str:
    """The expression with each `other.field` as one name; quoted text stays as it is."""
    parts = _QUOTED.split(text)
    return "".join(part if part.startswith('"') else _OTHER.sub(PREFIX, part) for part in parts)
