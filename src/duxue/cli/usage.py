"""Commands that give their help and complain of their use in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from duxue.cli.screen import Screen
from duxue.cli.widths import left, width
from duxue.messages import Fault, InputError, labels, listed

PREFIX = "cli-help"
INDENT = "  "


class Command(TyperCommand):
    """A command that does something."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(help_lines(ctx)) + "\n")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise InputError.one("cli-words-too-many", None, words=listed(rest), usage=usage(ctx))
        return rest


class Group(TyperGroup):
    """A command that only holds others."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(help_lines(ctx)) + "\n")

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            raise InputError.one(
                "cli-command-unknown",
                None,
                command=f"{ctx.command_path} {name}",
                likely=_likely(name, list(self.commands)),
                allowed=listed(self.commands),
            )
        return super().resolve_command(ctx, args)


def usage_fault(error: typer.TyperException) -> Fault:
    """What is wrong with the words of a command, in the product's own sentences."""
    ctx, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    option = getattr(error, "option_name", None)
    line = usage(ctx) if ctx is not None else "duxue --help"
    if ctx is not None and option is not None and hasattr(error, "possibilities"):
        known = [name for p in ctx.command.get_params(ctx) for name in p.opts if name.startswith("--")]
        facts = {"option": option, "likely": _likely(option, known), "allowed": ", ".join(known)}
        return Fault("cli-option-unknown", None, {**facts, "usage": line})
    if option is not None:
        return Fault("cli-option-value", None, {"option": option, "usage": line})
    if parameter is not None and hasattr(error, "param_type"):
        return Fault("cli-word-missing", None, {"word": _written(parameter), "usage": line})
    if parameter is not None:
        wanted = getattr(parameter.type_descriptor, "choices", None)
        allowed = ", ".join(map(str, wanted)) if wanted else "—"
        facts = {"word": _written(parameter), "allowed": allowed, "usage": line}
        return Fault("cli-word-wrong", None, facts)
    return Fault("cli-usage", None, {"usage": line})


def _likely(word: str, known: list[str]) -> str:
    # Brings pydantic with it, which help and start-up can do without.
    from duxue.notation import likely

    return likely(word, known) or "—"


def _written(parameter: Any) -> str:
    return str(parameter.opts[-1] if parameter.param_type_name == "option" else parameter.metavar)


def usage(ctx: Any) -> str:
    """The command as it is written: its words, then its options."""
    pieces = [ctx.command_path]
    if isinstance(ctx.command, TyperGroup):
        return " ".join([*pieces, "COMMAND", "…"])
    parameters = [p for p in ctx.command.get_params(ctx) if p.name not in ("help", "lang")]
    pieces += [_argument(p) for p in parameters if p.param_type_name == "argument"]
    pieces += [_option(p) for p in parameters if p.param_type_name == "option"]
    return " ".join(pieces)


def _argument(parameter: Any) -> str:
    return str(parameter.metavar) if parameter.required else f"[{parameter.metavar}]"


def _option(parameter: Any) -> str:
    written = _option_words(parameter)
    return written if parameter.required else f"[{written}]"


def _option_words(parameter: Any) -> str:
    name = parameter.opts[-1]
    return name if parameter.is_flag else f"{name} {parameter.metavar}"


def help_lines(ctx: Any) -> Iterator[str]:
    """The help of a command: what it does, how it is written, and each word of it."""
    lang = Screen.of(ctx).lang
    path = ctx.command_path.split()[1:]
    yield _label("-".join([PREFIX, *path]), lang)
    yield ""
    yield f"{_label('cli-usage-word', lang)}{usage(ctx)}"
    sections: list[tuple[str, list[tuple[str, str]]]] = []
    parameters = ctx.command.get_params(ctx)
    if isinstance(ctx.command, TyperGroup):
        rows = [(name, _label("-".join([PREFIX, *path, name]), lang)) for name in ctx.command.commands]
        sections.append(("cli-commands", rows))
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option" and not p.hidden]
    sections.append(("cli-words", [(p.metavar, parameter_help(path, p, lang)) for p in arguments]))
    sections.append(("cli-options", [(_option_words(p), parameter_help(path, p, lang)) for p in options]))
    widest = max((width(name) for _, rows in sections for name, _ in rows), default=0)
    for title, rows in sections:
        if rows:
            yield ""
            yield _label(title, lang)
            yield from (f"{INDENT}{left(name, widest)}{INDENT}{text}" for name, text in rows)


def parameter_help(path: list[str], parameter: Any, lang: str) -> str:
    """What a word or an option of a command means: its own label, or the one that all commands share."""
    own, shared = "-".join([PREFIX, *path, parameter.name]), f"{PREFIX}-any-{parameter.name}"
    own, shared = own.replace("_", "-"), shared.replace("_", "-")
    return _label(own if own in labels() else shared, lang)


def _label(code: str, lang: str) -> str:
    return labels()[code].in_(lang)
