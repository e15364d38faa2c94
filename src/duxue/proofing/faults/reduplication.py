"""What the language says twice: 研究研究, 一项一项, 手拉手拉, 波拉波拉."""

from __future__ import annotations

import re

from duxue.proofing.faults.wording import characters, opened_before, words

_NUMERAL = re.compile("[〇零一二两三四五六七八九十百千万亿几]")
_PRONOUNS = "我你您他她它"


def of_the_language(word: str) -> bool:
    """Whether people write that word twice in a row on purpose."""
    lists = words("doubled")
    if len(set(word)) == 1 or _NUMERAL.match(word) or word[0] in lists["starts"] or word[-1] in lists["ends"]:
        return True
    if word[0] in _PRONOUNS or word in characters("doubled", "said_twice"):
        return True
    if len(word) == 2 and word[1] in lists["between"]:
        return True
    of_names, sounds = characters("doubled", "sounds_of_names"), characters("doubled", "sounds")
    return set(word) <= of_names or set(word) <= sounds or (len(word) % 2 == 0 and word[::2] == word[1::2])


def spoken(text: str, start: int, after: str) -> bool:
    """Whether it stands in a quotation or a call: people say things twice."""
    return after in ("！", "～", "—", "…") or opened_before(text, start, "“", "”")
