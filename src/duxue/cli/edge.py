"""The edge of the process: arguments in, an exit status out, and no traceback for anybody's mistake."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from duxue.cli.language import asked_language, language
from duxue.cli.screen import Screen, streams
from duxue.messages import Fault, InputError

WRITTEN, NOT_MET, BAD_INPUT, DEFECT, INTERRUPTED = 0, 1, 2, 70, 130
"""A result was written; `--strict` and something is not met; bad input; a defect of ours; Ctrl-C."""
MOST_FAULTS_ON_A_TERMINAL = 50


COLLECT_EVERY = 200_000
"""A command makes many small values and few circles; collecting less often saves a tenth of a small run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    gc.set_threshold(COLLECT_EVERY, 20, 100)
    given = list(sys.argv[1:] if arguments is None else arguments)
    out, err = streams()
    screen = Screen(language(given, os.environ), asked_language(given) is not None, out, err)
    status = guarded(lambda: _run(given, screen), screen)
    return _flushed(status, screen)


def _run(arguments: list[str], screen: Screen) -> int:
    from duxue.cli.app import application

    command = application()
    if "_DUXUE_COMPLETE" in os.environ:
        command.main(arguments, prog_name="duxue", obj=screen)
    with command.make_context("duxue", arguments, obj=screen) as context:
        return int(command.invoke(context) or 0)


def guarded(run: Callable[[], int], screen: Screen) -> int:
    """The status of what runs; whatever goes wrong is said on standard error."""
    try:
        return run()
    except typer.Exit as left:
        return left.exit_code
    except InputError as error:
        _complain(error, screen)
    except typer.TyperException as error:
        from duxue.cli.usage import usage_fault

        _complain(InputError([usage_fault(error)]), screen)
    except (KeyboardInterrupt, typer.Abort):
        screen.note(screen.say("cli-interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        return _closed(screen)
    except OSError as error:
        facts = {"file": str(error.filename or "—"), "reason": error.strerror or str(error)}
        _complain(InputError([Fault("cli-file", None, facts)]), screen)
    except Exception as error:  # noqa: BLE001 - the edge of the process, the one place for it
        return _defect(error, screen)
    return BAD_INPUT


def _complain(error: InputError, screen: Screen) -> None:
    limit = MOST_FAULTS_ON_A_TERMINAL if screen.err.isatty() else None
    screen.note(error.shown(screen.lang, limit))


def _defect(error: Exception, screen: Screen) -> int:
    """A defect of the product: one line that asks to report it; the traceback on request."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    facts = {"kind": type(error).__name__, "what": " ".join(str(error).split())[:200], "where": where}
    screen.note(screen.say("cli-defect", **facts))
    if os.environ.get("DUXUE_TRACEBACK"):
        traceback.print_exception(error, file=screen.err)
    return DEFECT


def _closed(screen: Screen) -> int:
    """Whoever read the output has left, for instance `| head`: nothing to say, and nowhere to say it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), screen.out.fileno())
    return WRITTEN


def _flushed(status: int, screen: Screen) -> int:
    try:
        screen.out.flush()
    except BrokenPipeError:
        return _closed(screen)
    except OSError as error:
        facts = {"file": "—", "reason": error.strerror or str(error)}
        _complain(InputError([Fault("cli-file", None, facts)]), screen)
        return BAD_INPUT
    return status
