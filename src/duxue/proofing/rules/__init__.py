"""The relations that are checked, one kind a file. Each has `RULE` and `checks(claims)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims

Rule = Callable[[Claims], Iterator[Check]]


def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the ids."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {module.RULE: module.checks for module in sorted(modules, key=lambda module: str(module.RULE))}
