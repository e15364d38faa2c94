"""Comments put into Word's XML: what is added, and that nothing else changes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from duxue.proofing.telling.comments.runs import Runs
from duxue.proofing.telling.comments.splicing import Anchor, Splicing

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def spliced(xml: bytes, anchors: list[Anchor]) -> tuple[bytes, set[int]]:
    work = Splicing(xml)
    placed = {anchor.comment for anchor in anchors if work.put(anchor)}
    return work.spliced(), placed


def part(body: str) -> bytes:
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="{SPACE}" xmlns:x="urn:x" x:kept=">">'
    )
    return f"{head}<w:body>{body}</w:body></w:document>".encode()


def texts(xml: bytes) -> list[str]:
    """The text of each paragraph, those inside others left to themselves."""
    return [
        "".join(decoded(xml, character.start, character.end) for character in one)
        for one in Runs(xml).paragraphs
    ]


def decoded(xml: bytes, start: int, end: int) -> str:
    piece = xml[start:end].decode()
    return {"&amp;": "&", "&lt;": "<"}.get(piece, "\t" if piece.startswith("<") else piece)


def ranged(xml: bytes) -> str:
    """The text of the part with `[` and `]` where a range begins and ends."""
    body = xml[xml.index(b"<w:body>") :]
    shown = re.sub(rb"<w:commentRangeStart[^>]*/>", b"[", body)
    shown = re.sub(rb"<w:commentRangeEnd[^>]*/>", b"]", shown)
    return re.sub(rb"<[^>]*>", b"", shown).decode()


PLAIN = part('<w:p w:id="a"><w:r><w:rPr><w:b/></w:rPr><w:t>全市教师1206人。</w:t></w:r></w:p>')


def test_the_characters_of_a_paragraph_are_told_with_their_bytes():
    assert texts(PLAIN) == ["全市教师1206人。"]


def test_a_run_is_cut_at_the_figure_and_each_half_keeps_its_properties():
    made, placed = spliced(PLAIN, [Anchor(0, 4, 9, 7)])
    assert placed == {7}
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t"
    assert made == part(
        f'<w:p w:id="a">{bold}>全市教师</w:t></w:r><w:commentRangeStart w:id="7"/>'
        f'{bold} xml:space="preserve">1206人</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        f'<w:r><w:commentReference w:id="7"/></w:r>{bold} xml:space="preserve">。</w:t></w:r></w:p>'
    )


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (0, 4, "[全市教师]1206人。"),
        (0, 10, "[全市教师1206人。]"),
        (9, 10, "全市教师1206人[。]"),
        (4, 99, "全市教师[1206人。]"),
    ],
)
def test_a_range_begins_and_ends_where_it_should(start: int, end: int, shown: str):
    assert ranged(spliced(PLAIN, [Anchor(0, start, end, 0)])[0]) == shown


def test_ranges_may_touch_lie_in_one_another_or_cover_several_runs():
    body = "<w:p><w:r><w:t>共12</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>所学校</w:t></w:r></w:p>"
    made, _ = spliced(part(body), [Anchor(0, 1, 4, 0), Anchor(0, 4, 6, 1), Anchor(0, 1, 6, 2)])
    assert ranged(made) == "共[[12所][学校]]"
    assert texts(made) == ["共12所学校"]
    ElementTree.fromstring(made)


def test_tabs_entities_and_breaks_count_as_one_character_each():
    body = "<w:p><w:r><w:t>甲&amp;乙</w:t><w:tab/><w:t>12&lt;人</w:t><w:br/></w:r></w:p>"
    assert texts(part(body)) == ["甲&乙\t12<人\t"]
    made, _ = spliced(part(body), [Anchor(0, 4, 6, 0), Anchor(0, 1, 2, 1)])
    assert ranged(made) == "甲[&amp;]乙[12]&lt;人"
    assert texts(made) == ["甲&乙\t12<人\t"]
    ElementTree.fromstring(made)


def test_a_space_where_a_run_is_cut_is_kept():
    made, _ = spliced(part("<w:p><w:r><w:t>about 12</w:t></w:r></w:p>"), [Anchor(0, 6, 8, 0)])
    assert b'<w:t xml:space="preserve">about </w:t>' in made


def test_deleted_text_and_field_codes_are_no_characters():
    body = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    body += "<w:r><w:t>新</w:t></w:r></w:p>"
    assert texts(part(body)) == ["新"]


def test_a_paragraph_in_a_text_box_stands_by_itself():
    body = "<w:p><w:r><w:t>外</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>内12</w:t></w:r></w:p></w:txbxContent></w:pict>"
    body += "</w:r><w:r><w:t>34</w:t></w:r></w:p>"
    assert texts(part(body)) == ["外34", "内12"]
    assert ranged(spliced(part(body), [Anchor(0, 1, 3, 0)])[0]) == "外内12[34]"


def test_text_deeper_in_a_run_is_never_cut():
    body = "<w:p><w:r><x:y><w:t>甲12乙</w:t></x:y></w:r></w:p>"
    made, _ = spliced(part(body), [Anchor(0, 1, 3, 0)])
    assert ranged(made) == "[甲12乙]"
    ElementTree.fromstring(made)


def test_without_a_prefix_the_comments_still_are_in_words_namespace():
    xml = f'<document xmlns="{SPACE}"><body><p><r><t>共12所</t></r></p></body></document>'.encode()
    tree = ElementTree.fromstring(spliced(xml, [Anchor(0, 1, 4, 5)])[0])
    assert [one.attrib for one in tree.iter(f"{{{SPACE}}}commentReference")] == [{f"{{{SPACE}}}id": "5"}]


def test_what_is_not_there_is_not_marked():
    assert spliced(PLAIN, [Anchor(3, 0, 1, 0), Anchor(0, 40, 41, 1)]) == (PLAIN, set())


def test_for_what_takes_no_comment_the_nearest_character_before_it_does():
    body = "<w:p><w:r><w:t>首</w:t></w:r></w:p><w:p/>"
    body += "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    body += "<w:p><w:r><w:t>尾</w:t></w:r></w:p>"
    work = Splicing(part(body))
    assert [work.takes_comments(number) for number in range(6)] == [True, True, True, False, True, False]
    assert work.nearest(work.start(3)) == (0, 0)
    assert work.nearest(0) == (0, 0)
    assert work.nearest(len(work.xml)) == (4, 0)
    assert Splicing(part("<w:p/>")).nearest(50) is None
