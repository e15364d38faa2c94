"""The catalogue as pages, one a family: `python -m duxue.messages.pages docs/messages`."""

from __future__ import annotations

import sys
from pathlib import Path

from duxue.messages.catalogue import codes, entry, families, labels
from duxue.messages.texts import Text

INDEX = "README.md"


def pages() -> dict[str, str]:
    """Every page by its file name: one for each family of messages, and the index."""
    written = {f"{family}.md": _page(family) for family in families()}
    written[INDEX] = _index()
    return written


def write(folder: Path) -> list[Path]:
    """Writes the pages into the folder and removes pages of families that are no more; what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in sorted(wanted)]


def _page(family: str) -> str:
    title = _title(family)
    parts = [f"# {title.zh} · {title.en} (`{family}-…`)\n", _MADE_FROM.format(family=family)]
    parts += [_section(code) for code in _codes_of(family)]
    return "\n".join(parts)


def _section(code: str) -> str:
    words = entry(code)
    return (
        f"## {code}\n\n"
        f"> {words.sentence.zh}\n\n{words.about.zh}\n\n"
        f"> {words.sentence.en}\n\n{words.about.en}\n"
    )


def _index() -> str:
    rows = [_row(family) for family in families()]
    return "\n".join([_INDEX_HEAD, *rows, ""])


def _row(family: str) -> str:
    title = _title(family)
    return f"| [{family}]({family}.md) | {title.zh} | {title.en} | {len(_codes_of(family))} |"


def _title(family: str) -> Text:
    return labels()[f"family-{family}"]


def _codes_of(family: str) -> list[str]:
    return [code for code in codes() if code.partition("-")[0] == family]


_MADE_FROM = """\
由 `src/duxue/library/messages/{family}.yaml` 生成：先是提示本身，再是原因和办法。{{}} 中的内容由程序填入。
Made from `src/duxue/library/messages/{family}.yaml`: first the message, then why it appears and what to do.
What stands in {{}} is filled in by the program.
"""

_INDEX_HEAD = """\
# 提示信息 · Messages

程序说的每一句话都在这里，附原因和办法。代码的第一段是所属的一类。
Every sentence that the program says about what it was given, with why it appears and what to do.
The first word of a code is its family.

| | 内容 | about | 条 |
| --- | --- | --- | ---: |"""


if __name__ == "__main__":
    write(Path(sys.argv[1]))
