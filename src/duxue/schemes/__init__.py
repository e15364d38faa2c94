"""Evaluation schemes (评价方案) as strict data: load, check, freeze, start a new one."""

from __future__ import annotations

from duxue.schemes.asking import Asked, asked_of
from duxue.schemes.checking import check_scheme, check_standards, scheme_faults, standard_faults
from duxue.schemes.conditions import AllOf, AnyOf, Condition, CountTest, FigureTest, Judged, Not, Over
from duxue.schemes.freezing import freeze, scheme_hash, thaw
from duxue.schemes.limits import CaseLimit, FigureLimit, Limit, NumberLimit, StandardLimit
from duxue.schemes.loading import LoadedScheme, load_scheme
from duxue.schemes.references import Reference
from duxue.schemes.rules import Rule
from duxue.schemes.scheme import LAYERS, Indicator, Leaf, Level, Node, PassMark, Scheme
from duxue.schemes.standing import standing_notice
from duxue.schemes.starting import new_scheme

__all__ = [
    "AllOf",
    "AnyOf",
    "Asked",
    "CaseLimit",
    "Condition",
    "CountTest",
    "FigureLimit",
    "FigureTest",
    "Indicator",
    "Judged",
    "LAYERS",
    "Leaf",
    "Level",
    "Limit",
    "LoadedScheme",
    "Node",
    "Not",
    "NumberLimit",
    "Over",
    "PassMark",
    "Reference",
    "Rule",
    "Scheme",
    "StandardLimit",
    "asked_of",
    "check_scheme",
    "check_standards",
    "freeze",
    "load_scheme",
    "new_scheme",
    "scheme_faults",
    "scheme_hash",
    "standard_faults",
    "standing_notice",
    "thaw",
]
