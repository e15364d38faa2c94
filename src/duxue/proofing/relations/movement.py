"""A figure that rose or fell, with all that a text says of it in one breath."""

from __future__ import annotations

from dataclasses import dataclass

from duxue.proofing.claims import Quantity


@dataclass(slots=True)
class Movement:
    """One figure against one earlier one. What the text does not say is None."""

    subject: str = ""
    basis: str = ""
    level: Quantity | None = None
    base: Quantity | None = None
    change: Quantity | None = None
    rate: Quantity | None = None
    factor: Quantity | None = None
    """是上年的2.5倍"""
    points: Quantity | None = None
    yearly_change: Quantity | None = None
    yearly_rate: Quantity | None = None
    sure: bool = True
    """Whether all are surely of one subject and one basis."""
    year: int | None = None
    """The year of the level, as far as its own words name it."""
    base_year: int | None = None
    began: bool = False
    """The level is said to be of the year before, so that the next may be of this year."""
    grounded: bool = False
    """It starts from its base: 在上年28万人的基础上"""
    last: Quantity | None = None
    """Its last figure in the text."""

    def put(self, place: str, quantity: Quantity) -> None:
        setattr(self, place, quantity)
        self.last = quantity

    @property
    def has_only_rate(self) -> bool:
        """Whether a rate or a multiple is the last that was told, and nothing yet of what it is computed from."""
        bare = self.level is None and self.base is None and self.change is None
        return bare and self.last in (self.rate, self.factor, self.yearly_rate)

    @property
    def figures(self) -> list[Quantity]:
        every = (self.level, self.base, self.change, self.rate, self.factor, self.points)
        return [one for one in (*every, self.yearly_change, self.yearly_rate) if one is not None]
