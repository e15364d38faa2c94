from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from duxue.messages.catalogue import sentence
from duxue.messages.places import Place
from duxue.messages.texts import Fact

NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in what a person wrote: the code of its sentence, the place, the facts."""

    code: str
    place: Place | None = None
    facts: Mapping[str, Fact] = field(default_factory=lambda: NO_FACTS, hash=False)

    def sentence(self, lang: str) -> str:
        """What is wrong and what to do, without the place."""
        return sentence(self.code, lang, **self.facts)

    def shown(self, lang: str) -> str:
        """The place, where there is one, and the sentence."""
        if self.place is None:
            return self.sentence(lang)
        return f"{self.place.shown(lang)}{'：' if lang == 'zh' else ': '}{self.sentence(lang)}"


class InputError(ValueError):
    """What a person wrote cannot be used. Carries every fault that was found, in order, never none.

    A ValueError, so that a validator of a model may raise it: `notation.validate` then adds the place.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        if not self.faults:
            raise ValueError("an InputError needs at least one fault")
        super().__init__(self.faults)

    @classmethod
    def one(cls, code: str, place: Place | None = None, /, **facts: Fact) -> InputError:
        """The error with a single fault."""
        return cls([Fault(code, place, facts)])

    def shown(self, lang: str, limit: int | None = None) -> str:
        """One fault a line. More than `limit` are cut, and a last line says how many there are."""
        shown = self.faults if limit is None else self.faults[:limit]
        lines = [fault.shown(lang) for fault in shown]
        if len(shown) < len(self.faults):
            counts = {"shown": f"{len(shown):,}", "all": f"{len(self.faults):,}"}
            lines.append(sentence("messages-faults-cut", lang, **counts))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.shown("en")
