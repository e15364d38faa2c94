"""Areas and schools by date: the tree, its codes, and what became of units that were merged or split."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from duxue.areas.kinds import KINDS, Kind

if TYPE_CHECKING:
    from duxue.areas.codes import check_code
    from duxue.areas.loading import CodeSystem, read_areas
    from duxue.areas.successions import Succession, Successions, read_successions
    from duxue.areas.table import Areas
    from duxue.areas.tree import Area, AreasAt

# What reads tables brings in the library for columns; the kinds are also wanted where there is no table.
_WITH_COLUMNS = {
    "Area": "duxue.areas.tree",
    "Areas": "duxue.areas.table",
    "AreasAt": "duxue.areas.tree",
    "CodeSystem": "duxue.areas.loading",
    "Succession": "duxue.areas.successions",
    "Successions": "duxue.areas.successions",
    "check_code": "duxue.areas.codes",
    "read_areas": "duxue.areas.loading",
    "read_successions": "duxue.areas.successions",
}


def __getattr__(name: str) -> Any:
    if name in _WITH_COLUMNS:
        return getattr(import_module(_WITH_COLUMNS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Area",
    "Areas",
    "AreasAt",
    "CodeSystem",
    "KINDS",
    "Kind",
    "Succession",
    "Successions",
    "check_code",
    "read_areas",
    "read_successions",
]
