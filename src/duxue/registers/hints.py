"""The word that was probably meant, as the end of a sentence; nothing where none is near."""

from __future__ import annotations

from duxue.messages import Text

NO_HINT = Text.same("")


def did_you_mean(word: str | None) -> Text:
    """A question with the likely word, or no words at all."""
    if word is None:
        return NO_HINT
    return Text(f"是否应为“{word}”？", f' Did you mean "{word}"?')
