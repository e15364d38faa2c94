"""Conditions and values of a plan in the words of a register: titles for fields, titles for codes."""

from __future__ import annotations

from duxue.expressions.tokens import Token, tokenize
from duxue.messages import Text, labels
from duxue.registers import Contract

SIGNS = {"!=": "≠", "==": "=", "<=": "≤", ">=": "≥", "*": "×", "/": "÷", "-": "−"}
TIGHT_AFTER, TIGHT_BEFORE = ("(", "["), (")", "]", ",")


def in_words(expression: str, contract: Contract) -> Text:
    """The normal text of an expression with every field and code by its title."""
    tokens = tokenize(expression, None)[:-1]
    return Text(_sentence(tokens, contract, "zh"), _sentence(tokens, contract, "en"))


def fields_in(expression: str | None, contract: Contract) -> list[str]:
    """The fields that an expression reads, each once, as they come."""
    if expression is None:
        return []
    names = [token.value for token in tokenize(expression, None) if token.kind == "name"]
    return [name for name in dict.fromkeys(names) if name in contract.fields]


def _sentence(tokens: list[Token], contract: Contract, lang: str) -> str:
    words: list[str] = []
    field = ""
    for token in tokens:
        if token.kind == "name" and token.value in contract.fields:
            field = token.value
        words.append(_word(token, field, contract, lang))
    return _joined(words)


def _word(token: Token, field: str, contract: Contract, lang: str) -> str:
    if token.kind == "name":
        declared = contract.fields.get(token.value)
        return declared.title.in_(lang) if declared else token.value
    if token.kind == "text":
        titles: dict[str, Text] = getattr(contract.fields.get(field), "codes", {})
        return titles[token.value].in_(lang) if token.value in titles else f'"{token.value}"'
    if token.kind == "keyword":
        return labels()[f"cli-word-{token.value}"].in_(lang)
    return SIGNS.get(token.value, token.value)


def _joined(words: list[str]) -> str:
    text = ""
    for word in words:
        tight = not text or text[-1] in TIGHT_AFTER or word in TIGHT_BEFORE
        text += word if tight else f" {word}"
    return text
