"""Areas and schools by date: the tree, its codes, and what became of units that were merged or split."""

from __future__ import annotations

from duxue.areas.codes import check_code
from duxue.areas.kinds import KINDS, Kind
from duxue.areas.loading import CodeSystem, read_areas
from duxue.areas.successions import Succession, Successions, read_successions
from duxue.areas.table import Areas
from duxue.areas.tree import Area, AreasAt

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
