"""Faults of independent files, gathered so that a person sees all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from duxue.messages import Fault, InputError

Made = TypeVar("Made")


@dataclass
class Faults:
    """Reads on after a fault, and stops when asked to."""

    found: list[Fault] = field(default_factory=list)

    def keep(self, read: Callable[[], Made]) -> Made | None:
        """What `read` gives, or None where it found faults."""
        try:
            return read()
        except InputError as error:
            self.found.extend(error.faults)
            return None

    def stop(self) -> None:
        """Raises one `InputError` with all faults so far, if there are any."""
        if self.found:
            raise InputError(self.found)
