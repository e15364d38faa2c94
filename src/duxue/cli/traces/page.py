"""The page of a trace: the figure, how sure it is, and what lies under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duxue.cli.choosing import Chosen
from duxue.cli.names import Names, as_printed
from duxue.cli.pages import Block, Heading, Line, Pairs, Title
from duxue.cli.reading import Reading
from duxue.cli.screen import Screen
from duxue.cli.sheet.head import made_up_blocks
from duxue.cli.traces.rows import row_blocks, unit_blocks
from duxue.cli.traces.story import LeafStory, Story, Teller
from duxue.measures import Figure, FigureId, StatedFigure
from duxue.messages import Fact, Text
from duxue.periods import Period
from duxue.scoring.wording import number


class TracePage:
    """Everything that a page of a trace needs."""

    def __init__(
        self, screen: Screen, names: Names, found: Reading, chosen: Chosen, teller: Teller, story: Story
    ) -> None:
        self.screen, self.names, self.found, self.chosen = screen, names, found, chosen
        self.teller, self.story = teller, story

    def blocks(self, rows: bool, limit: int | None) -> Iterator[Block]:
        figure, screen = self.story.trace.figure, self.screen
        period = Period.parse(figure.id.period).title(screen.lang) if ".." not in figure.id.period else ""
        title = f"{screen.text(self.names.area(figure.id.area))} {screen.text(self.names.measure(figure.id))}"
        yield Title(f"{title}  {period}")
        yield Pairs(tuple(self._figure(figure)))
        if self.story.trace.stated is not None:
            yield Heading(screen.word("stated-by"))
            yield Pairs(tuple(self._stated(self.story.trace.stated)))
        if self.story.arithmetic or self.story.parts or self.story.leaves:
            yield Heading(screen.word("how"))
            yield from self._tree(self.story, 0)
        yield from unit_blocks(screen, self.names, self.story, limit)
        if rows:
            yield from row_blocks(screen, self.names, self.teller, self.story, limit)
        yield from self._others(figure.id)
        yield Heading(screen.word("run"))
        yield Pairs(tuple(self._run()))
        yield from made_up_blocks(screen, self.found.inputs)

    def _figure(self, figure: Figure) -> Iterator[tuple[str, str]]:
        screen, definition = self.screen, self.story.trace.definition
        yield screen.word("figure-id"), str(figure.id)
        yield screen.word("value"), marked(screen, self.names, figure)
        if figure.shown is None:
            yield from self._missing(figure)
        yield screen.word("status"), screen.word(f"status-{figure.status}")
        if figure.coverage is not None:
            filed, owed = figure.coverage
            yield screen.word("coverage"), screen.say("cli-coverage", filed=filed, owed=owed)
        if figure.note is not None:
            yield screen.word("note"), screen.text(figure.note)
        yield screen.word("definition"), screen.text(definition.definition)
        sure = screen.word(f"certainty-{definition.certainty}")
        source = f"  {screen.text(definition.source)}" if definition.source else ""
        yield screen.word("definition-sure"), f"{sure}{source}"

    def _missing(self, figure: Figure) -> Iterator[tuple[str, str]]:
        screen = self.screen
        if figure.known is not None:
            yield screen.word("known"), number(figure.known)
        if figure.bounds is not None:
            low, high = (
                "…" if end is None else number(end) for end in (figure.bounds.low, figure.bounds.high)
            )
            yield screen.word("bounds"), screen.say("cli-bounds", low=low, high=high)

    def _stated(self, stated: StatedFigure) -> Iterator[tuple[str, str]]:
        screen = self.screen
        yield screen.word("source"), screen.text(self.names.source(stated.id.source))
        yield screen.word("printed"), screen.text(as_printed(stated))
        pairs: list[tuple[str, Text | str | None]] = [
            ("place", stated.place),
            ("person", self.names.person(stated.by) if stated.by else None),
            ("day", stated.on.isoformat() if stated.on else None),
            ("evidence", self.names.evidence(stated.evidence) if stated.evidence else None),
            ("submission", stated.submission),
            ("note", stated.note),
        ]
        if stated.not_comparable is not None:
            pairs.append(("not-comparable-with", Text.same(stated.not_comparable.period)))
            pairs.append(("reason", stated.not_comparable.reason))
        yield from ((screen.word(name), screen.text(words)) for name, words in pairs if words is not None)

    def _tree(self, story: Story, depth: int) -> Iterator[Block]:
        if depth:
            yield Line(self._part(story), "weak" if story.trace.figure.value is None else "plain", depth - 1)
        if story.arithmetic is not None:
            yield Line(self.screen.text(story.arithmetic), "strong" if not depth else "plain", depth)
        if depth and story.trace.stated is not None:
            place = story.trace.stated.place
            words = f"{self.screen.text(self.names.source(story.trace.figure.id.source))}"
            yield Line(f"{words}  {self.screen.text(place) if place else ''}".rstrip(), "weak", depth)
        for part in story.parts:
            yield from self._tree(part, depth + 1)
        for leaf in story.leaves:
            yield Line(self._leaf(leaf), "plain" if leaf.there else "warning", depth)

    def _part(self, story: Story) -> str:
        figure = story.trace.figure
        role = f"{self.screen.text(story.role)} " if story.role else ""
        title = self.screen.text(self.names.measure(figure.id))
        return f"{role}{title}  {marked(self.screen, self.names, figure)}  {figure.id}"

    def _leaf(self, leaf: LeafStory) -> str:
        screen, traced = self.screen, leaf.traced
        every = screen.words("every-row")
        facts: dict[str, Fact] = {
            "role": leaf.role,
            "register": leaf.contract.title,
            "id": f"{traced.leaf.register} {traced.leaf.period}",
            "area": self.names.area(traced.area),
            "condition": leaf.condition or every,
        }
        if not leaf.there:
            return screen.say("cli-leaf-not-there", **facts)
        rows = leaf.cell.rows if leaf.cell else 0
        total = number(leaf.cell.known) if leaf.cell else "0"
        code = "cli-leaf-rows" if leaf.value is None else "cli-leaf-sum"
        value: dict[str, Fact] = {} if leaf.value is None else {"value": leaf.value, "total": total}
        words = screen.say(code, **facts, **value, rows=f"{rows:,}")
        if leaf.cell is not None and leaf.cell.undecided:
            words += screen.say("cli-leaf-undecided", undecided=f"{leaf.cell.undecided:,}")
        return words + (screen.word("made-up-tail") if leaf.made_up else "")

    def _others(self, figure: FigureId) -> Iterator[Block]:
        """Other sources of the same figure, which the run holds."""
        same = [
            other
            for other in self.found.figures()
            if other != figure
            and (other.measure, other.slice, other.area, other.period)
            == (figure.measure, figure.slice, figure.area, figure.period)
        ]
        if not same:
            return
        yield Heading(self.screen.word("other-sources"))
        for other in same:
            row = self.found.recorded(other) or {}
            value = row.get("shown") or self.screen.word(f"missing-{row.get('missing')}")
            tail = self.screen.word("made-up-tail") if "made-up" in str(row.get("flags")) else ""
            yield Line(f"{self.screen.text(self.names.source(other.source))}  {value}{tail}  {other}")

    def _run(self) -> Iterator[tuple[str, str]]:
        screen, stored = self.screen, self.found.stored
        yield screen.word("run-id"), stored.id
        if not self.chosen.held:
            yield screen.word("note"), screen.say("cli-figure-not-held")


def marked(screen: Screen, names: Names, figure: Figure) -> str:
    """The value of a figure with its marks."""
    marks = [screen.text(mark) for mark in names.flags(figure)]
    shown = screen.text(names.value(figure))
    return f"{shown}{bracketed(screen, marks)}"


def bracketed(screen: Screen, marks: Iterable[str]) -> str:
    words = screen.word("and").join(marks)
    return "" if not words else (f"【{words}】" if screen.lang == "zh" else f" [{words}]")
