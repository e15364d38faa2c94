"""A score explained: the rule, the clause, what people entered, the figures, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from duxue.cli.names import Names
from duxue.cli.pages import Block, Bullet, Column, Heading, Line, Pairs, Row, Table, Title, Tone
from duxue.cli.reading import Reading
from duxue.cli.rule_words import RuleWords
from duxue.cli.scheme_page import leaf_pairs
from duxue.cli.screen import Screen
from duxue.cli.sheet.findings import finding_blocks, finding_words
from duxue.cli.sheet.head import made_up_blocks
from duxue.cli.sheet.overview import span_words
from duxue.cli.sheet.scores import layer_blocks, sureness, total_rows
from duxue.cli.traces.page import bracketed
from duxue.evaluation import ObjectResult, Record
from duxue.measures import Figure
from duxue.schemes import Leaf, Node, standing_notice
from duxue.scoring import Judgement, Problem, Score, score_id
from duxue.scoring.wording import number
from duxue.tracing import Explained


@dataclass(frozen=True)
class Explanation:
    """A score of a run with everything that its explanation needs; `what` is its item, or total and the like."""

    screen: Screen
    found: Reading
    record: Record
    judged: ObjectResult
    what: str
    told: Explained

    @cached_property
    def names(self) -> Names:
        return Names(self.found.inputs)

    @cached_property
    def words(self) -> RuleWords:
        return RuleWords(self.found.inputs.catalogue, self.names.standard)

    @cached_property
    def id(self) -> str:
        result = self.told.result
        return score_id(result.scheme, self.what, result.area, result.window, result.layer)

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures behind the score."""
        wanted = self.told.score.figures if self.told.score else ()
        by_id = {str(figure.id): figure for figure in self.record.figures}
        return [by_id[name] for name in wanted if name in by_id]

    @property
    def problems(self) -> list[Problem]:
        """Last year's problems, where the rule counts them."""
        rule = getattr(self.told.item, "rule", None)
        if getattr(rule, "kind", None) != "pool":
            return []
        area = self.told.result.area
        return [problem for problem in self.found.inputs.problems if problem.area in (None, area)]

    def blocks(self) -> Iterator[Block]:
        yield from self._head()
        item, score = self.told.item, self.told.score
        if isinstance(item, Leaf) and score is not None:
            yield from self._leaf(item, score)
        elif isinstance(item, Node) and score is not None:
            yield Pairs(((self.screen.word("points"), self._points(score)),))
            yield from self._parts()
        elif self.what == "total":
            yield from layer_blocks(self.screen, self.names, self.told.result)
        elif self.what == "level":
            yield Pairs(tuple(total_rows(self.screen, self.names, self.told.result)))
            yield from self._levels()
        if self.what == "findings":
            yield from finding_blocks(self.screen, self.names, self.record, self.judged)
        else:
            yield from self._findings()
        yield Heading(self.screen.word("run"))
        yield Pairs(((self.screen.word("run-id"), self.found.stored.id),))
        yield from made_up_blocks(self.screen, self.found.inputs)

    def _head(self) -> Iterator[Block]:
        screen, names, result = self.screen, self.names, self.told.result
        item = self.told.item
        title = f"{item.id} {screen.text(item.title)}" if item else screen.word(f"whole-{self.what}")
        layer = screen.text(names.layer(result.layer))
        yield Title(f"{screen.text(names.area(result.area))} {layer}  {title}")
        scheme = self.found.inputs.schemes[result.scheme]
        official = scheme.standing == "official"
        yield Line(screen.text(standing_notice(scheme)), "plain" if official else "warning")
        yield Pairs(((screen.word("score-id"), self.id),))

    def _points(self, score: Score) -> str:
        return self.screen.say("cli-of-full", value=span_words(score.span), full=f"{score.full:f}")

    def _leaf(self, item: Leaf, score: Score) -> Iterator[Block]:
        screen = self.screen
        yield Pairs(
            (
                (screen.word("points"), self._points(score)),
                (screen.word("sure"), sureness(screen, self.names, score)),
                (screen.word("by"), screen.word(f"by-{score.by}")),
                (screen.word("arithmetic"), screen.text(score.explanation)),
            )
        )
        yield Heading(screen.word("rule-and-clause"))
        yield Pairs(tuple(leaf_pairs(screen, item, self.words)))
        yield from self._entries()
        if score.computed_explanation is not None:
            yield from self._computed(item, score)
        yield from self._problems()
        yield from self._figures()

    def _entries(self) -> Iterator[Block]:
        yield Heading(self.screen.word("entered"))
        if not self.told.entries:
            yield Line(self.screen.say("cli-nobody-entered"), "weak")
        for entry in self.told.entries:
            yield Pairs(tuple(self._entry(entry)))

    def _entry(self, entry: Judgement) -> Iterator[tuple[str, str]]:
        screen = self.screen
        if entry.points is not None:
            yield screen.word("points"), number(entry.points)
        for name, judged in entry.judged.items():
            yield name, screen.word("yes" if judged else "no")
        for name, counted in entry.counted.items():
            yield name, number(counted)
        if entry.reason is not None:
            yield screen.word("why"), screen.text(entry.reason)
        if entry.by is not None:
            yield screen.word("person"), screen.text(self.names.person(entry.by))
        if entry.place is not None:
            yield screen.word("place"), screen.text(entry.place)
        if entry.on is not None:
            yield screen.word("day"), entry.on.isoformat()
        if entry.evidence is not None:
            yield screen.word("evidence"), screen.text(self.names.evidence(entry.evidence))

    def _computed(self, item: Leaf, score: Score) -> Iterator[Block]:
        screen = self.screen
        yield Heading(screen.word("computed-by-guess" if item.guessed else "computed"))
        value = f"{score.computed:f}" if score.computed is not None else screen.word("cannot-tell")
        assert score.computed_explanation is not None
        yield Pairs(
            (
                (screen.word("points"), value),
                (screen.word("arithmetic"), screen.text(score.computed_explanation)),
            )
        )
        if item.guessed:
            yield Line(screen.say("cli-guess-beside"), "weak")

    def _problems(self) -> Iterator[Block]:
        problems = self.problems
        if not problems:
            return
        yield Heading(self.screen.word("problems"), f"{len(problems):,}")
        for problem in problems:
            state = self.screen.word(f"state-{problem.state or 'unknown'}")
            tail = "" if problem.stated else f"  {self.screen.word('not-in-report')}"
            yield Bullet(f"{problem.id}  {self.screen.text(problem.title)}  {state}{tail}")

    def _figures(self) -> Iterator[Block]:
        if not self.figures:
            return
        screen = self.screen
        yield Heading(screen.word("figures"), f"{len(self.figures):,}")
        columns = ("area", "figure", "value", "figure-id")
        rows = [self._figure_row(figure) for figure in self.figures]
        yield Table(
            tuple(
                Column(screen.word(name), right=name == "value", wraps=name == "figure") for name in columns
            ),
            tuple(rows),
        )

    def _figure_row(self, figure: Figure) -> Row:
        screen, names = self.screen, self.names
        marks = [screen.text(mark) for mark in names.flags(figure)]
        value = f"{screen.text(names.value(figure))}{bracketed(screen, marks)}"
        area, title = screen.text(names.area(figure.id.area)), screen.text(names.measure(figure.id))
        tone: Tone = "weak" if figure.made_up or figure.value is None else "plain"
        return Row((area, title, value, str(figure.id)), tone)

    def _parts(self) -> Iterator[Block]:
        screen = self.screen
        columns = ("id", "indicator", "points", "full", "sure")
        scheme = self.found.inputs.schemes[self.told.result.scheme]
        rows = []
        for part in self.told.parts:
            item = scheme.item(part.item)
            assert item is not None
            sure = "" if isinstance(item, Node) else sureness(screen, self.names, part)
            cells = (item.id, screen.text(item.title), span_words(part.span), f"{part.full:f}", sure)
            rows.append(Row(cells, "warning" if part.value is None else "plain"))
        yield Table(
            tuple(
                Column(screen.word(name), right=name in ("points", "full"), wraps=name == "indicator")
                for name in columns
            ),
            tuple(rows),
        )

    def _levels(self) -> Iterator[Block]:
        scheme = self.found.inputs.schemes[self.told.result.scheme]
        for level in scheme.levels:
            limit = self.screen.word("band-rest") if level.at_least is None else f"≥ {level.at_least:f}"
            yield Bullet(f"{self.screen.text(level.title)}  {limit}")

    def _findings(self) -> Iterator[Block]:
        made_up = {str(figure.id) for figure in self.record.figures if figure.made_up}
        used = {str(figure.id) for figure in self.figures}
        about = {self.id, *used}
        found = [f for f in self.judged.findings if f.about in about]
        if not found:
            return
        yield Heading(self.screen.word("found"), f"{len(found):,}")
        for finding in found:
            yield Bullet(finding_words(self.screen, finding, finding.about in made_up), "warning")
