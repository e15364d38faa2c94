"""The parts of a Word package that name and hold its comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from posixpath import basename, dirname, join, relpath

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
TYPES = "[Content_Types].xml"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ID = re.compile(rb"""<(?:[A-Za-z0-9_]{1,20}:)?comment\s[^<>]{0,2000}?\bid\s?=\s?["']([0-9]{1,10})["']""")
_ENDING = re.compile(rb"</(?:([A-Za-z0-9_]{1,20}):)?[A-Za-z]{1,40}\s{0,3}>\s{0,20}\Z")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to add: its number in the document, who says it, its lines."""

    number: int
    author: str
    initials: str
    lines: tuple[str, ...]


def relations_of(part: str) -> str:
    """The part that holds the relations of another."""
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def next_number(comments: bytes) -> int:
    """A number that no comment of the part has."""
    return max((int(found) for found in _ID.findall(comments)), default=-1) + 1


def with_comments(part: bytes | None, space: str, comments: Iterable[Comment]) -> bytes:
    """The part of comments, or a new one, with more of them at its end."""
    added = b"".join(_comment(comment, space) for comment in comments)
    if part is None:
        head = f'<w:comments xmlns:w="{space}">'.encode()
        return DECLARATION + head + added + b"</w:comments>"
    return _appended(part, lambda _: added)


def with_relation(relations: bytes | None, part: str, target: str, space: str) -> bytes:
    """The relations of a part with one more, to its comments."""
    office = OFFICE if space == TRANSITIONAL else STRICT_OFFICE
    known = relations or DECLARATION + f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()
    name, number = "rIdDuxue", 0
    while f'"{name}{number}"'.encode() in known:
        number += 1
    to = relpath(target, dirname(part))
    words = f'Relationship Id="{name}{number}" Type="{office}/comments" Target="{escape(to)}"/>'
    return _appended(known, lambda prefix: f"<{prefix}{words}".encode())


def with_type(types: bytes, target: str) -> bytes:
    """The list of content types with the part of comments on it."""
    if f'"/{target}"'.encode() in types:
        return types
    words = f'Override PartName="/{escape(target)}" ContentType="{CONTENT}"/>'
    return _appended(types, lambda prefix: f"<{prefix}{words}".encode())


def _appended(xml: bytes, made: Callable[[str], bytes]) -> bytes:
    """What is made for the prefix of the root element, put in before its end tag."""
    xml = _opened(xml)
    ending = _ENDING.search(xml, max(len(xml) - 100, 0))
    if ending is None:
        raise ValueError("a part has no end tag at its end")
    prefix = f"{ending[1].decode()}:" if ending[1] else ""
    return xml[: ending.start()] + made(prefix) + xml[ending.start() :]


def _opened(xml: bytes) -> bytes:
    """An empty root element, `<a/>`, as `<a></a>`."""
    body = xml.rstrip()
    if not body.endswith(b"/>"):
        return xml
    name = re.match(rb"<([A-Za-z0-9_:]{1,60})", body[body.rfind(b"<") :])
    return body[:-2] + b"></" + name[1] + b">" if name and body.count(b"<") <= 2 else xml


def _comment(comment: Comment, space: str) -> bytes:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r></w:p>'
        for line in comment.lines
    )
    head = f'w:id="{comment.number}" w:author="{escape(comment.author)}" w:initials="{comment.initials}"'
    return f'<w:comment xmlns:w="{space}" {head}>{paragraphs}</w:comment>'.encode()
