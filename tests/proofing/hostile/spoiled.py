"""Files that nobody should be able to do harm with: a good report spoiled in many ways, and traps. All from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from tests.proofing.hostile.reports import (
    CONTENT_TYPES,
    FORMATS,
    REPORT,
    docx_with,
    html,
    pdf_with,
    text,
    zipped,
)

Spoiler = Callable[[bytes, Random], bytes]
Maker = Callable[[], bytes]
"""Makes a file only when it is its turn: some take a while."""


def files(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents; the ending is that of the content, now and then another. The traps come first of all."""
    random = Random(seed)
    traps = list(_traps(random))
    random.shuffle(traps)
    formats = sorted(FORMATS)
    for number in range(count):
        if number % 3 == 0 and traps:
            name, make = traps.pop()
            data = make()
        else:
            ending = formats[number % len(formats)]
            data = FORMATS[ending]()
            spoilers = random.sample(SPOILERS, k=random.choice((1, 1, 2, 3)))
            for spoiler in spoilers:
                data = spoiler(data, random)
            name = "-".join(spoiler.__name__.strip("_") for spoiler in spoilers) + f".{ending}"
        if random.random() < 0.04:
            name += f".{random.choice(formats)}"
        yield f"{number:04}-{name}", data


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _cut_before(data: bytes, random: Random) -> bytes:
    return data[random.randrange(len(data) + 1) :]


def _spliced(data: bytes, random: Random) -> bytes:
    other = FORMATS[random.choice(sorted(FORMATS))]()
    at = random.randrange(len(data) + 1)
    return data[:at] + other[random.randrange(len(other)) :][:5000] + data[at:]


def _random_bytes(data: bytes, random: Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(random.choice((1, 10, 200)) if spoiled else 0):
        spoiled[random.randrange(len(spoiled))] = random.randrange(256)
    return bytes(spoiled)


def _noise(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.randbytes(random.choice((10, 1000, 50_000))) + data[at:]


def _doubled(data: bytes, random: Random) -> bytes:
    return data * random.choice((2, 5, 20))


def _swapped(data: bytes, random: Random) -> bytes:
    first, second = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
    return data[second:] + data[first:second] + data[:first]


def _nulls(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + b"\x00" * random.choice((1, 20)) + data[at:]


def _right_to_left(data: bytes, random: Random) -> bytes:
    words = data.decode(errors="surrogateescape")
    marks = "\u202e\u202d\u2066\u2069\u200f\u200b\ufeff\u0301\ufffc"
    return "".join(part + random.choice(marks) for part in words).encode(errors="surrogateescape")


def _surrogates(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + b"\xed\xa0\x80\xed\xb0\x80\xc0\xaf\xf8\x88\x80\x80\x80" + data[at:]


def _in_another_encoding(data: bytes, random: Random) -> bytes:
    words = data.decode(errors="replace")
    return words.encode(random.choice(("gb18030", "utf-16", "utf-32", "big5", "utf-8-sig")), errors="replace")


def _one_character_lines(data: bytes, random: Random) -> bytes:
    return "\n".join(data.decode(errors="replace")).encode()


def _one_line(data: bytes, random: Random) -> bytes:
    return data.replace(b"\n", b"") * random.choice((1, 10))


def _digits_everywhere(data: bytes, random: Random) -> bytes:
    """Every figure another, some of them long."""
    words = data.decode(errors="surrogateescape")
    digits = "".join(
        random.choice("0123456789.,%-") if part.isdecimal() and part.isascii() else part for part in words
    )
    return digits.encode(errors="surrogateescape")


SPOILERS: list[Spoiler] = [
    _cut,
    _cut_before,
    _spliced,
    _random_bytes,
    _noise,
    _doubled,
    _swapped,
    _nulls,
    _right_to_left,
    _surrogates,
    _in_another_encoding,
    _one_character_lines,
    _one_line,
    _digits_everywhere,
]


def _traps(random: Random) -> Iterator[tuple[str, Maker]]:
    """Texts that a careless pattern never finishes, in each format that holds text, and files that grow."""
    for number, words in enumerate(_trap_texts(random)):
        yield f"trap-{number}.txt", partial(text, words)
        ending = ("md", "html", "docx")[number % 3]
        yield f"trap-{number}.{ending}", partial(FORMATS[ending], words[:200_000].replace("\x00", ""))
    yield from _grown()


def _trap_texts(random: Random) -> Iterator[str]:
    times = 100_000
    pieces = (
        "（", "《", "“", "）", "”", "1,1,", "1.1.", "其中", "百分之", "占比", "分别为1、", "增长1%，", "共1个，",
        "二分之", "十百千万亿", "一、", "1. ", "-", "|", "| ", "#", "=", "%", "1%", "年", "2021年", "约", "比上年", "其中1，",
        "由1增加到", "为1:", "1-", "1/", "〔2021〕", "　", "\t1", "1 ", "\u200b", "e9", "０", "½", "①", "٣", "，", "。", "亿元",
        "至少", "包括：", "平均", "超过", "达到", "第", "个百分点", "五个问题", "得分：1分\n", "1\n", "\n", "\r", "一是", "xx",
        "**", "<b>", "&lt;", "](", "`", "> ", "* ", "\\", "__", "[^1]", "![", "繁體",
    )  # fmt: skip
    for piece in pieces:
        yield "共有学校10所，" + piece * (times // max(1, len(piece) // 2)) + "，其中小学3所、中学7所。"
    yield "9" * 1_000_000 + "所学校，其中" + "8" * 1_000_000 + "所"
    yield "0." + "3" * 1_000_000 + "%"
    yield "1e" + "9" * 100_000 + "亿元，1E999999999，" + "10万亿亿亿亿" * 1000
    yield "九千九百九十九亿" * 50_000
    yield "其中小学1所，" * 20_000
    yield "共" + "、".join(f"{n}人" for n in range(30_000)) + "。"
    yield "\n".join(f"{n}、第{n}项工作，增长{n}%，得分：{n}分" for n in range(15_000))
    yield "（" * 50_000 + "1" + "）" * 50_000
    yield "\u202e" * 1000 + REPORT + "\ud800\udfff\ud800" + REPORT
    yield "".join(chr(random.randrange(0x4E00, 0x9FFF)) for _ in range(200_000))
    yield "".join(random.choice("0123456789,.%、，。（）一二三十百万亿元其中占") for _ in range(200_000))
    yield "| " + "列 | " * 20_000 + "\n|" + "---|" * 20_000 + "\n| " + "1 | " * 20_000
    yield "项目  数量\n" + "\n".join(f"第{n}项  {n}" for n in range(20_000))


def _grown() -> Iterator[tuple[str, Maker]]:
    """Small files that want to become large, or deep, or endless."""
    yield (
        "spans.html",
        lambda: html("<table><tr><td colspan=1000000 rowspan=1000000>1</td></tr></table>" * 50),
    )
    yield "spans-below-zero.html", lambda: html("<table><tr><td colspan=-1 rowspan=x>1</td></tr></table>")
    wide = "".join(f"<td colspan=1000>{n}</td>" for n in range(1000))
    yield "wide-table.html", lambda: html(f"<table>{f'<tr>{wide}</tr>' * 20}</table>")
    yield "deep-tables.html", lambda: html("<table><tr><td>" * 20_000 + "1")
    yield "deep.html", lambda: html("<div>" * 100_000 + "学校10所" + "</div>" * 100_000)
    yield "deep-lists.html", lambda: html("<ol><li>1" * 50_000)
    yield "entities.html", lambda: html("&#x110000;&#xd800;&#0;&bogus;&amp" * 20_000)
    yield "comments.html", lambda: html("<!--" * 100_000)
    yield "script.html", lambda: html("<script>" + "学校10所" * 1000)
    yield "attributes.html", lambda: html("<p " + "a='1' " * 100_000 + ">学校10所")
    yield "deep-quotes.md", partial(text, ">" * 100_000 + " 学校10所")
    yield "deep-lists.md", lambda: "\n".join("  " * n + "- 学校10所" for n in range(1000)).encode()
    yield "zip-bomb.docx", lambda: docx_with(REPORT, extra={"word/media/image1.png": b"\x00" * 300_000_000})
    yield "large-document.docx", lambda: docx_with("学校10所，" * 3_000_000)
    yield "bomb-as-document.docx", lambda: docx_with(body="<w:p/>" * 8_000_000)
    yield (
        "entity-bomb.docx",
        lambda: docx_with(body="<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", prologue=_ENTITIES),
    )
    yield (
        "outside-entity.docx",
        lambda: docx_with(body="<w:p><w:r><w:t>&f;</w:t></w:r></w:p>", prologue=_OUTSIDE),
    )
    yield "broken.docx", lambda: docx_with(body="<w:p><w:r><w:t>学校10所</w:r></w:p>")
    yield "deep-tables.docx", lambda: docx_with(body=_DEEP_OPEN * 3000 + "<w:p/>" + _DEEP_CLOSE * 3000)
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/><w:vMerge/></w:tcPr><w:p/></w:tc>'
    yield "spans.docx", lambda: docx_with(body=f"<w:tbl><w:tr>{cell * 3}</w:tr></w:tbl>" * 100)
    yield "no-document.docx", lambda: zipped({"[Content_Types].xml": CONTENT_TYPES})
    yield "empty.docx", lambda: zipped({})
    yield "members.docx", lambda: zipped({f"word/{n}.xml": b"" for n in range(20_000)})
    yield "not-a-document.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000
    yield "one-page.pdf", lambda: pdf_with("1" * 60_000)
    yield "many-pages.pdf", lambda: pdf_with(*["学校10所，其中小学3所。"] * 400)
    yield "pages-in-a-circle.pdf", lambda: pdf_with(REPORT).replace(b"/Kids [3 0 R", b"/Kids [2 0 R")
    yield "a-million-pages.pdf", lambda: pdf_with(REPORT).replace(b"/Count 1", b"/Count 1000000")
    yield "huge-page.pdf", lambda: pdf_with(REPORT).replace(b"[0 0 595 842]", b"[0 0 1e30 -1e30]")
    yield "header-only.pdf", lambda: b"%PDF-1.7\n"
    for ending in ("txt", "md", "html", "docx", "pdf", "doc", "xlsx"):
        yield f"empty.{ending}", lambda: b""
        yield f"blank.{ending}", lambda: b" \n\t\r\n" * 1000
        yield f"noughts.{ending}", lambda: b"\x00" * 100_000


_ENTITIES = (
    '<!DOCTYPE w [<!ENTITY a "学校10所，">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
_OUTSIDE = '<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
_DEEP_OPEN, _DEEP_CLOSE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
