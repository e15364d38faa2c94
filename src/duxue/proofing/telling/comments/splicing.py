"""Puts comments into a Word part at their characters; every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from duxue.proofing.telling.comments.runs import SPACES, Character, Run, Runs


@dataclass(frozen=True, slots=True)
class Anchor:
    """Characters `start` up to `end` of the paragraph with that number, and the number of the comment on them."""

    paragraph: int
    start: int
    end: int
    comment: int


@dataclass(slots=True)
class _Cut:
    """What is put in at one place: ends of ranges, then starts, between the halves of a run that is cut there."""

    closing: bytes = b""
    opening: bytes = b""
    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)

    def written(self) -> bytes:
        return b"".join([self.closing, *self.ends, *self.starts, self.opening])


class Splicing:
    """Collects the cuts of one part."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self._runs = Runs(xml)
        self.paragraphs = self._runs.paragraphs
        self._cuts: dict[int, _Cut] = {}
        self._kept_spaces: set[int] = set()

    @property
    def space(self) -> str:
        """The namespace of Word's elements in this part."""
        return next((known[0].run.space for known in self.paragraphs if known), SPACES[0])

    def takes_comments(self, paragraph: int) -> bool:
        """Whether a comment may stand in that paragraph: Word allows none in a text box."""
        return paragraph < len(self.paragraphs) and not self._runs.nested[paragraph]

    def start(self, paragraph: int) -> int:
        """Where the start tag of the paragraph stands."""
        return self._runs.starts[paragraph]

    def nearest(self, place: int) -> tuple[int, int] | None:
        """Paragraph and number of the last character before that byte that takes comments, else of the first."""
        found: tuple[int, int] | None = None
        for number, characters in enumerate(self.paragraphs):
            if self._runs.nested[number] or not characters:
                continue
            if found is not None and characters[0].start > place:
                break
            before = sum(character.start < place for character in characters)
            found = (number, max(before - 1, 0))
        return found

    def put(self, anchor: Anchor) -> bool:
        """Marks the range; False where the part has no such characters."""
        known = self.paragraphs[anchor.paragraph] if anchor.paragraph < len(self.paragraphs) else []
        chosen = known[anchor.start : anchor.end]
        if not chosen:
            return False
        run = chosen[0].run
        number = _attribute(run, str(anchor.comment))
        start = _element(run, "commentRangeStart", number)
        end = _element(run, "commentRangeEnd", number)
        end += b"<%b>%b</%b>" % (_tag(run, "r"), _element(run, "commentReference", number), _tag(run, "r"))
        self._before(known, anchor.start).starts.append(start)
        self._behind(known, anchor.start + len(chosen)).ends.insert(0, end)
        return True

    def spliced(self) -> bytes:
        """The part with all that was put in."""
        pieces: list[bytes] = []
        done = 0
        for place in sorted({*self._cuts, *self._kept_spaces}):
            pieces.append(self.xml[done:place])
            if place in self._kept_spaces:
                pieces.append(b' xml:space="preserve"')
            if place in self._cuts:
                pieces.append(self._cuts[place].written())
            done = place
        return b"".join([*pieces, self.xml[done:]])

    def _before(self, known: Sequence[Character], index: int) -> _Cut:
        """The cut before a character: before its run, between two elements of it, or within its text."""
        character = known[index]
        first = index == 0 or known[index - 1].run is not character.run
        if first or character.solid or known[index - 1].solid:
            return self._cuts.setdefault(character.run.start, _Cut())
        run = character.run
        again = b"<%b>%b" % (_tag(run, "r"), run.properties)
        if not character.inside:
            cut = _Cut(b"</%b>" % _tag(run, "r"), again)
            return self._cuts.setdefault(character.element, cut)
        text = _tag(run, "t")
        self._keep_spaces(known[index - 1], text)
        closing = b"</%b></%b>" % (text, _tag(run, "r"))
        cut = _Cut(closing, again + b'<%b xml:space="preserve">' % text)
        return self._cuts.setdefault(character.start, cut)

    def _behind(self, known: Sequence[Character], index: int) -> _Cut:
        last = known[index - 1]
        follows = index < len(known) and known[index].run is last.run
        if follows and not (last.solid or known[index].solid):
            return self._before(known, index)
        return self._cuts.setdefault(last.run.end, _Cut())

    def _keep_spaces(self, before: Character, text: bytes) -> None:
        """A text that now ends with a space would lose it unless it says that spaces count."""
        name = before.element + 1 + len(text)
        tag = self.xml[before.element : self.xml.index(b">", before.element)]
        if self.xml[before.start : before.end].isspace() and b"xml:space" not in tag:
            self._kept_spaces.add(name)


def _tag(run: Run, name: str) -> bytes:
    return (f"{run.prefix}:{name}" if run.prefix else name).encode()


def _attribute(run: Run, value: str) -> str:
    # An attribute without a prefix is in no namespace, so one is declared where Word's elements have none.
    return f'{run.prefix}:id="{value}"' if run.prefix else f'xmlns:w="{run.space}" w:id="{value}"'


def _element(run: Run, name: str, attribute: str) -> bytes:
    return b"<%b %b/>" % (_tag(run, name), attribute.encode())
