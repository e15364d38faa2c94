"""What every output says at its head about where a scheme comes from."""

from __future__ import annotations

from duxue.messages import Text, sentence
from duxue.schemes.scheme import Scheme


def standing_notice(scheme: Scheme) -> Text:
    """One sentence for the header: official, partial, a reconstruction, or made up."""
    code = f"schemes-standing-{scheme.standing}"
    document = _document(scheme)
    return Text(
        sentence(code, "zh", document=document.zh, authority=scheme.authority.zh),
        sentence(code, "en", document=document.en, authority=scheme.authority.en),
    )


def _document(scheme: Scheme) -> Text:
    if scheme.document is None:
        return scheme.title
    number = scheme.document.number
    title = scheme.document.title
    return (
        Text(f"《{title.zh}》（{number}）", f"{title.en} ({number})")
        if number
        else Text(f"《{title.zh}》", title.en)
    )
