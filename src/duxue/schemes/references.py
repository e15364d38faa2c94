"""How a rule names a figure: a measure, its slice, its period, and if need be its source."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from duxue.measures import definitions
from duxue.measures.figures import MeasureRef


class Reference(definitions.Reference):
    """A measure id, or `{measure, with, at, over, source}`; without a source the scheme's order decides."""

    source: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _a_word_is_a_measure(cls, value: Any) -> Any:
        return {"measure": value} if isinstance(value, str) else value

    @property
    def figure(self) -> MeasureRef:
        """The same as the measures and the figure source know it."""
        return self.ref(self.source)
