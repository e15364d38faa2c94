"""Where scoring gets its figures from; the evaluation gives one of these, and so do the tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from duxue.measures.figures import Figure, MeasureRef
from duxue.messages import Text
from duxue.standards import Limit


class FigureSource(Protocol):
    """The figures of one evaluation, in one window, with the scheme's order of sources already applied."""

    @property
    def made_up_counts(self) -> bool:
        """Whether the workspace says `made_up: true`; elsewhere a made-up figure never moves a point."""
        ...

    def figure(self, ref: MeasureRef, area: str) -> Figure:
        """The figure that counts. One whose value is missing, with its reason, where there is none."""
        ...

    def areas_under(self, area: str, kind: str) -> list[str]:
        """Codes of the counted areas of that kind under the area, sorted."""
        ...

    def attributes(self, area: str) -> Mapping[str, str]:
        """The attributes of the area (`attr_…` columns, without the prefix)."""
        ...

    def kind(self, area: str) -> str:
        """The kind of the area, such as city or county."""
        ...

    def limit(self, standard: str, ref: MeasureRef, area: str) -> Limit | None:
        """The standard's limit for that slice and area, its value in the unit of the measure; None if none fits."""
        ...

    def title(self, ref: MeasureRef) -> Text:
        """The words for a measure with its slice and period, for explanations; `qualified` helps to make them."""
        ...

    def area_title(self, area: str) -> Text:
        """The name of an area, for explanations."""
        ...
