"""The words for ids: areas, schemes, windows, layers, measures, sources and people."""

from __future__ import annotations

from functools import cached_property

from duxue.areas import AreasAt
from duxue.evaluation import Inputs
from duxue.measures import Figure, FigureId, StatedFigure
from duxue.messages import Text, labels
from duxue.scoring.wording import qualified, with_unit

TIGHT = ("%", "‰")


class Names:
    """Words from the inputs of one run."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs

    @cached_property
    def _tree(self) -> AreasAt:
        periods = [p for window in self.inputs.windows.values() for p in window.periods.values()]
        return self.inputs.areas.at(max(period.end for period in periods))

    @cached_property
    def _stated(self) -> dict[FigureId, StatedFigure]:
        return {stated.id: stated for stated in self.inputs.stated}

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

    def evidence(self, name: str) -> Text:
        """The title of a piece of evidence, its id where the list does not have it."""
        return next((entry.title for entry in self.inputs.evidence if entry.id == name), Text.same(name))

    def value(self, figure: Figure) -> Text:
        """The value with its unit, a stated one in the unit of its source; or why there is none."""
        stated = self._stated.get(figure.id)
        if stated is not None and stated.unit != figure.unit:
            return as_printed(stated)
        if figure.shown is not None:
            return with_unit(figure.shown, figure.unit)
        return labels()[f"cli-missing-{figure.missing}"]

    def flags(self, figure: Figure) -> list[Text]:
        """The marks of a figure, "made up (not real)" before all others."""
        order = sorted(figure.flags, key=lambda flag: (flag != "made-up", flag))
        return [labels()[f"cli-flag-{flag}"] for flag in order]


def as_printed(stated: StatedFigure) -> Text:
    """A stated figure with the digits and in the unit of its source."""
    symbol = stated.unit.symbol
    return Text(_behind(stated.printed, symbol.zh), _behind(stated.printed, symbol.en))


def _behind(number: str, symbol: str) -> str:
    return f"{number}{symbol}" if symbol in TIGHT or not symbol else f"{number} {symbol}"
