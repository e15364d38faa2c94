"""Which language to speak: `--lang`, else the first locale variable that is set, else Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duxue.messages import LANGUAGES

OPTION = "--lang"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """ "zh" or "en". A word after `--lang` that is no language is left for the parser to complain about."""
    asked = asked_language(arguments)
    if asked in LANGUAGES:
        return asked
    locale = next((value for name in VARIABLES if (value := environment.get(name))), "")
    return "en" if locale.lower().startswith("en") else "zh"


def asked_language(arguments: Sequence[str]) -> str | None:
    """What stands after the last `--lang`, wherever it is; it must be known before anything is parsed."""
    found = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION:
            found = next(iter(arguments[index + 1 : index + 2]), None)
        elif argument.startswith(f"{OPTION}="):
            found = argument.partition("=")[2]
    return found
