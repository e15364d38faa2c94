"""Standards: dated requirements with their document and clause, whom they bind, and how sure we are of them.

A `floor` (下限) must be kept from the day it takes effect; a `target` (目标) is to be reached by the day it is
due. `load_standards` reads a folder, `in_force` says which bind a kind of area on a day, `limit_for` gives the
limit for a slice and an area.
"""

from __future__ import annotations

from duxue.standards.limits import Limit, LimitRow, Operator
from duxue.standards.loading import load_standard, load_standards
from duxue.standards.resolving import in_force, limit_for, slices
from duxue.standards.standard import AppliesTo, Certainty, IssuedDocument, Standard

__all__ = [
    "AppliesTo",
    "Certainty",
    "IssuedDocument",
    "Limit",
    "LimitRow",
    "Operator",
    "Standard",
    "in_force",
    "limit_for",
    "load_standard",
    "load_standards",
    "slices",
]
