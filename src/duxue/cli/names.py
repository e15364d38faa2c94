"""The words for ids: areas, schemes, windows, layers, measures, sources and people."""

from __future__ import annotations

from functools import cached_property

from duxue.areas import AreasAt
from duxue.evaluation import Inputs
from duxue.measures import Figure, FigureId
from duxue.messages import Text, labels
from duxue.scoring.wording import qualified, with_unit


class Names:
    """Words from the inputs of one run."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs

    @cached_property
    def _tree(self) -> AreasAt:
        periods = [p for window in self.inputs.windows.values() for p in window.periods.values()]
        return self.inputs.areas.at(max(period.end for period in periods))

    def area(self, code: str) -> Text:
        found = self._tree.get(code)
        return found.name if found else Text.same(code)

    def kind(self, code: str) -> str | None:
        found = self._tree.get(code)
        return found.kind if found else None

    def scheme(self, name: str) -> Text:
        return self.inputs.schemes[name].title

    def window(self, name: str) -> Text:
        return self.inputs.windows[name].title

    def layer(self, name: str) -> Text:
        return labels().get(f"cli-layer-{name}", Text.same(name))

    def standard(self, name: str) -> Text:
        return self.inputs.standards[name].title

    def measure(self, figure: FigureId) -> Text:
        """The measure's title with its slice."""
        catalogue = self.inputs.catalogue
        marks = [catalogue.slice_title(figure.measure, key, value) for key, value in figure.slice]
        return qualified(catalogue.title(figure.measure), marks)

    def source(self, source: str | None) -> Text:
        if source is None:
            return labels()["cli-source-computed"]
        form = self.inputs.sources.get(source.removeprefix("stated:"))
        return form.title if form else Text.same(source)

    def person(self, name: str) -> Text:
        person = self.inputs.people.get(name)
        if person is None:
            return Text.same(name)
        return Text.same(person.name if person.unit is None else f"{person.name}（{person.unit}）")

    def value(self, figure: Figure) -> Text:
        """The value with its unit, or why there is none."""
        if figure.shown is not None:
            return with_unit(figure.shown, figure.unit)
        return labels()[f"cli-missing-{figure.missing}"]

    def flags(self, figure: Figure) -> list[Text]:
        """The marks of a figure, "made up (not real)" before all others."""
        order = sorted(figure.flags, key=lambda flag: (flag != "made-up", flag))
        return [labels()[f"cli-flag-{flag}"] for flag in order]
