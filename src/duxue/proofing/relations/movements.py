"""What a sentence tells of one figure that rose or fell: its level, its base, the change, the rate, the yearly rate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duxue.proofing.claims import Claims, Quantity, Sentence
from duxue.proofing.relations.leads import Lead, OnlyYear, change, goes_on, lead_of, normal, same_basis
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.wordings import is_hundred, multiple_of, runs, two_years, without_times

_LEVELS = frozenset({"count", "amount", "bare", "score"})
_PAUSES = "，、；。：（"
_REACH = 600
"""How many characters may lie between two figures of one movement."""
_KEPT = 60
"""How many movements back a sentence may go on about."""


def movements(claims: Claims) -> tuple[Movement, ...]:
    """Every movement of the document that has at least two figures, in order."""
    return claims.once(_movements)


def _movements(claims: Claims) -> tuple[Movement, ...]:
    found: list[Movement] = []
    for sentence in claims.sentences:
        if sum(quantity.fact for quantity in sentence.quantities) >= 2:
            found += _Reading(claims, sentence).movements()
    return tuple(movement for movement in found if len(movement.figures) >= 2)


class _Reading:
    """Goes through the figures of a sentence and keeps in mind which one is spoken of."""

    def __init__(self, claims: Claims, sentence: Sentence) -> None:
        self.claims = claims
        self.sentence = sentence
        self.text = claims.document.passages[sentence.passage].text
        self.years = OnlyYear(self.text, sentence.start, sentence.end)
        self.found: list[Movement] = []
        self.current: Movement | None = None
        self.pending: tuple[Quantity, Lead] | None = None
        """由28万人, before the figure that it became was read."""
        self.than: tuple[Quantity, Lead] | None = None
        """比上年的28万人, before its change was read."""
        self.leads: dict[int, Lead] = {}

    def movements(self) -> list[Movement]:
        facts = [one for one in self.sentence.quantities if one.fact and one.kind not in ("time", "ratio")]
        before = self.sentence.start
        for run in runs(self.text, facts):
            first = run[0]
            if is_hundred(self.text, self.sentence.start, first):
                continue
            lead = lead_of(self.text, before, first)
            self.leads[first.index] = lead
            if first.role in ("level", "base", "share"):
                self._levels(run, lead)
            elif len(run) > 1 or lead.separately:
                self._in_order(run, lead)
            else:
                self._moved(first, lead)
            before = run[-1].end
        return self.found

    # figures that stand still

    def _levels(self, run: Sequence[Quantity], lead: Lead) -> None:
        quantity = run[0]
        if quantity.kind == "times":
            self._multiple(quantity, lead)
            return
        if (
            quantity.kind == "share"
            and any(word in lead.text for word in ("预算", "计划", "任务"))
            and lead.text.startswith(("为", "占", "完成", "是", "达", "相当"))
        ):
            return
        if len(run) > 1:
            years = two_years(self.text, self.sentence.start, run)
            if years is not None:
                base, level = run if years[0] < years[1] else reversed(run)
                first, last = sorted(years)
                pair = Movement(lead.subject, str(first), level=level, base=base, year=last, base_year=first)
                pair.last = run[1]
                self._open(pair)
                return
            for one in run:
                self._open(Movement(lead.subject, level=one, last=one, year=lead.year))
            return
        if self._bracketed(quantity):
            return
        if self._became(quantity, lead) or self._earlier(quantity, lead) or self._reached(quantity, lead):
            return
        if lead.from_:
            self.pending = (quantity, lead)
        elif lead.ground:
            subject = lead.subject if not lead.than else ""
            basis = str(lead.year) if lead.year else "same"
            ground = Movement(
                subject, basis, base=quantity, base_year=lead.year, grounded=True, last=quantity
            )
            self._open(ground)
        elif lead.than:
            self.than = (quantity, lead)
        else:
            self.pending = self.than = None
            year = lead.year or self.years.before(quantity.start)
            fresh = Movement(lead.subject, level=quantity, last=quantity, year=year, began=lead.began)
            self._open(fresh)

    def _became(self, quantity: Quantity, lead: Lead) -> bool:
        """由28万人增加到40万人; 原定285万吨, …提高到305万吨"""
        if (lead.to or lead.up_to) and self.pending is not None and self.pending[0].unit == quantity.unit:
            base, words = self.pending
            if self._is_told_first(base, words):
                assert self.current is not None
                self.current.base, self.current.base_year, self.pending = base, words.year, None
                self.current.put("level", quantity)
                return True
            movement = Movement(words.subject or self._subject_of(base), base=base, level=quantity)
            movement.year, movement.base_year = lead.year, words.year
            movement.last, self.pending = quantity, None
            self._open(movement)
            return True
        known = self._last_level(quantity.unit)
        if not lead.to or lead.subject or known is None or known.level is None or known.change or known.base:
            return False
        movement = Movement(known.subject, "implied", level=quantity, base=known.level, last=quantity)
        movement.year, movement.base_year = lead.year, known.year
        self._open(movement)
        return True

    def _is_told_first(self, base: Quantity, words: Lead) -> bool:
        """同比增长3.7%，由31亿元增至32亿元: the rate stands before the figures that give it"""
        known = self.current
        return known is not None and known.has_only_rate and not words.subject and self._near(known, base)

    def _earlier(self, quantity: Quantity, lead: Lead) -> bool:
        """2021年为19.59亿元, 2020年为21.87亿元; 40万人（上年为28万人）"""
        known = self.current
        if (
            known is None
            or known.level is None
            or known.base
            or known.change
            or known.level.unit != quantity.unit
        ):
            return False
        if lead.subject or lead.than or lead.from_:
            return False
        then = lead.now and known.year not in (None, self.claims.year)
        if then or (known.began and (lead.now or lead.year)):
            known.base, known.base_year = known.level, known.year
            known.basis = "same" if known.began else str(known.year)
            known.put("level", quantity)
            known.year = lead.year
            return True
        told = lead.year is not None and known.basis == str(lead.year)
        if not (lead.earlier or told or (lead.year and known.year)):
            return False
        if lead.earlier or told or (lead.year or 0) < (known.year or 0):
            known.put("base", quantity)
            known.base_year = lead.year
        elif (lead.year or 0) > (known.year or 0):
            known.base, known.base_year = known.level, known.year
            known.put("level", quantity)
            known.year = lead.year
        else:
            return False
        known.basis = str(known.base_year) if known.base_year else "same"
        return True

    def _reached(self, quantity: Quantity, lead: Lead) -> bool:
        """比上年增加21万亩, 达到近300万亩; 上涨0.1%, 指数为100.1; 增长2.6%, 总量为1.1亿元"""
        known = self.current
        if (
            known is None
            or known.level is not None
            or lead.than
            or lead.from_
            or not self._near(known, quantity)
        ):
            return False
        index = (
            lead.subject in ("指数", known.subject)
            and known.subject.endswith("指数")
            and quantity.kind == "bare"
        )
        started = known.base if known.grounded else known.change
        closes = lead.subject in change()["closing"]
        joins = not lead.subject or closes or (known.grounded and not known.subject)
        rated = known.has_only_rate and known.rate is not None and closes
        if rated:
            known.year = known.year or lead.year or self.years.before(quantity.start)
        if not index and not rated and (started is None or started.unit != quantity.unit or not joins):
            return False
        if known.grounded:
            known.year, known.subject = lead.year or known.year, known.subject or lead.subject
        known.put("level", quantity)
        return True

    def _bracketed(self, quantity: Quantity) -> bool:
        """相当于2012年（6.87万辆）的4.8倍"""
        known = self.current
        before = self.text[max(self.sentence.start, quantity.start - 16) : quantity.start]
        found = re.search(r"(?:是|为|相当于|比|较)([^，。；（]{2,12})（$", before)
        if (
            not found
            or known is None
            or known.level is None
            or known.base
            or known.level.unit != quantity.unit
        ):
            return False
        known.put("base", quantity)
        known.basis = normal(found[1])
        return True

    def _multiple(self, quantity: Quantity, lead: Lead) -> None:
        known, basis = self.current, multiple_of(lead.text)
        if known is None or known.level is None or not self._near(known, quantity):
            if basis and lead.subject:
                # 达到2008年的4.7倍，由142万吨增至671万吨
                self._open(Movement(lead.subject, normal(basis), factor=quantity, last=quantity))
            return
        if basis is None:
            if known.base is not None and known.last is known.base and lead.text.strip("的约近") == "":
                known.put("factor", quantity)
            return
        fits = not basis or same_basis(normal(basis), known.basis, self._year(known))
        if known.factor is None and (fits or (known.base is not None and basis in change()["then"])):
            known.put("factor", quantity)
            known.sure = known.sure and bool(basis)

    # figures that move

    def _moved(self, quantity: Quantity, lead: Lead) -> None:
        if lead.second_order:
            self.current = None
            return
        if any(word in lead.text for word in ("增速", "增幅", "降幅", "涨幅")) and quantity.role == "points":
            return
        place = self._place_of(quantity, lead)
        if self.than is not None:
            self._against(quantity, lead, place)
            return
        if self._all(quantity, lead, place):
            return
        known = self._spoken_of(quantity, lead)
        if known is None:
            fresh = Movement(lead.subject, lead.basis, last=quantity)
            fresh.put(place, quantity)
            self._open(fresh)
            return
        self._join(known, quantity, lead, place)

    def _all(self, quantity: Quantity, lead: Lead, place: str) -> bool:
        """都是平均每年递增百分之四: said of every figure of the sentence that went from one level to another"""
        if lead.subject or not re.search("都|均(?!增|下|提)", lead.text):
            return False
        every = [one for one in self.recent if one.base is not None and one.level is not None]
        open_ = [one for one in every if getattr(one, place) is None]
        if len(every) < 2 or len(open_) < len(every):
            return False
        for one in open_:
            one.put(place, quantity)
        return True

    def _against(self, quantity: Quantity, lead: Lead, place: str) -> None:
        """比上年的28万人 增加12万人"""
        assert self.than is not None
        base, words = self.than
        self.than = None
        known = self.current
        joins = (
            known is not None
            and known.level is not None
            and known.level.unit == base.unit
            and not words.subject
            and known.base is None
            and known.change is None
        )
        movement = known if joins and known is not None else Movement(words.subject or "?")
        movement.base, movement.base_year, movement.basis = base, words.year, words.basis
        movement.put(place, quantity)
        if movement is not known:
            self._open(movement)

    def _join(self, known: Movement, quantity: Quantity, lead: Lead, place: str) -> None:
        compatible = same_basis(lead.basis, known.basis, self._year(known))
        if known.basis == "implied":
            compatible = self._is_implied(known, lead)
        if getattr(known, place) is None and compatible:
            if known.basis in ("", "implied"):
                known.basis = lead.basis or known.basis
            known.put(place, quantity)
            self.current = known
            return
        sibling = Movement(known.subject, lead.basis, level=known.level, year=known.year, sure=known.sure)
        sibling.put(place, quantity)
        self._open(sibling)

    def _is_implied(self, known: Movement, lead: Lead) -> bool:
        """Whether a comparison is with a figure that the sentence named before: 比原定指标, and that was 原定的…指标"""
        assert known.base is not None
        words = self.leads[known.base.index].text if known.base.index in self.leads else ""
        if not lead.basis:
            return True
        return any(lead.basis[place : place + 2] in words for place in range(len(lead.basis) - 1))

    def _in_order(self, run: Sequence[Quantity], lead: Lead) -> None:
        """分别增加0.3万人、0.1万人: of as many levels before it, one each"""
        place = self._place_of(run[0], lead)
        open_ = [one for one in self.recent if one.level is not None and one.level.kind in _LEVELS]
        known = open_[-len(run) :]
        fits = len(known) == len(run) and all(
            getattr(one, place) is None
            and same_basis(lead.basis, one.basis, self._year(one))
            and (place != "change" or (one.level is not None and one.level.unit == quantity.unit))
            for one, quantity in zip(known, run, strict=True)
        )
        if not fits or lead.subject or lead.second_order:
            self.current = None
            return
        for one, quantity in zip(known, run, strict=True):
            one.basis = one.basis or lead.basis
            one.put(place, quantity)

    def _place_of(self, quantity: Quantity, lead: Lead) -> str:
        known = self.current
        if quantity.role == "points":
            return "points"
        after_yearly = (
            known is not None and known.yearly_change is not None and known.last is known.yearly_change
        )
        yearly = lead.yearly or (after_yearly and not lead.basis)
        return f"yearly_{quantity.role}" if yearly else str(quantity.role)

    def _spoken_of(self, quantity: Quantity, lead: Lead) -> Movement | None:
        """The movement that a change, a rate or points belong to."""
        ground = self.current
        starts = ground is not None and ground.grounded and self._near(ground, quantity)
        if starts and ground is not None and (not ground.subject or goes_on(lead.subject, ground.subject)):
            ground.subject = ground.subject or lead.subject
            return ground
        if quantity.role == "points":
            known = next(
                (one for one in reversed(self.recent) if one.level and one.level.kind == "share"), None
            )
        elif quantity.role == "change":
            known = self.current
            if known is None or (known.level or known.base or quantity).unit != quantity.unit:
                known = self._last_level(quantity.unit)
        else:
            known = self.current
        if known is None or known.last is None or not goes_on(lead.subject, known.subject):
            return None
        return known if self._near(known, quantity) else None

    # what is near

    def _near(self, known: Movement, quantity: Quantity) -> bool:
        """At most two pauses lie between, none of them a semicolon, and no other figure of the same kind."""
        assert known.last is not None
        if quantity.start - known.last.end > _REACH:
            return False
        between = self.text[known.last.end : quantity.start]
        if "；" in between:
            return False
        between = without_times(between)
        room = 2 if quantity.role in ("change", "level", "base") else 1
        first = self.sentence.quantities[0].index
        figures = [
            one
            for one in self.sentence.quantities[known.last.index + 1 - first : quantity.index - first]
            if one.fact and one.role in ("share", "points")
        ]
        return sum(between.count(pause) for pause in _PAUSES) <= room + len(figures)

    @property
    def recent(self) -> list[Movement]:
        return self.found[-_KEPT:]

    def _last_level(self, unit: str) -> Movement | None:
        return next((one for one in reversed(self.recent) if one.level and one.level.unit == unit), None)

    def _subject_of(self, quantity: Quantity) -> str:
        return self.leads[quantity.index].text if quantity.index in self.leads else ""

    def _year(self, known: Movement) -> int | None:
        return known.year or self.claims.year

    def _open(self, movement: Movement) -> None:
        self.found.append(movement)
        self.current = movement
