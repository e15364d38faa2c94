"""`duxue proof`: a finished report, read for what cannot be true."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duxue.cli.options import Json, Lang, Run
from duxue.cli.screen import Screen
from duxue.messages import InputError

if TYPE_CHECKING:
    from duxue.proofing import Document, Proof


def proof(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    as_json: Json = False,
    text: Annotated[bool, typer.Option("--text")] = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE")] = None,
    docx: Annotated[Path | None, typer.Option("--docx", metavar="FILE")] = None,
    against: Annotated[Path | None, typer.Option("--against", metavar="WORKSPACE")] = None,
    run: Run = None,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    lang: Lang = None,
) -> int:
    """Proof-reads one report; 1 with `--strict` where something in it is impossible."""
    from duxue.proofing.reading import read_file

    screen = Screen.of(context)
    _agree(as_json, text, against, run)
    outputs = _outputs(file, html, docx)
    document = read_file(file)
    if text and not (outputs or strict):
        screen.out.write(document.text)
        return 0
    found = _proof(screen, document, against, run)
    _write(screen, document, found, html, docx)
    _show(screen, document, found, as_json, text)
    return 1 if strict and any(check.level == "impossible" for check in found.checks) else 0


def _agree(as_json: bool, text: bool, against: Path | None, run: str | None) -> None:
    if as_json and text:
        raise InputError.one("proof-json-or-text")
    if run is not None and against is None:
        raise InputError.one("proof-run-without-workspace")


def _outputs(file: Path, html: Path | None, docx: Path | None) -> list[Path]:
    """The files to write, each of them possible; checked before anything is read."""
    from duxue.cli.proofs.files import writable

    if docx is not None and file.suffix.lower() != ".docx":
        raise InputError.one("proof-docx-only", None, file=str(file))
    outputs = [output for output in (html, docx) if output is not None]
    for output in outputs:
        writable(output, file)
    if html is not None and docx is not None and html.absolute() == docx.absolute():
        raise InputError.one("proof-same-output", None, file=str(html))
    return outputs


def _proof(screen: Screen, document: Document, against: Path | None, run: str | None) -> Proof:
    from duxue.proofing import proof as proof_of

    found = proof_of(document)
    if against is None:
        return found
    from duxue.cli.proofs.against import held_against

    return held_against(screen, document, found, against, run)


def _write(screen: Screen, document: Document, found: Proof, html: Path | None, docx: Path | None) -> None:
    """Makes every file in memory first, so that nothing is written where one cannot be made."""
    from duxue.cli.proofs.files import put

    made: list[tuple[Path, bytes]] = []
    if html is not None:
        from duxue.proofing.telling.page import proof_page

        made.append((html, proof_page(document, found, screen.lang).encode()))
    if docx is not None:
        from duxue.proofing.telling.comments import commented

        made.append((docx, commented(document, found, screen.lang)))
    for path, content in made:
        put(path, content)
        screen.note(screen.say("proof-written", file=str(path)))


def _show(screen: Screen, document: Document, found: Proof, as_json: bool, text: bool) -> None:
    if as_json:
        from duxue.proofing.telling.body import proof_document

        screen.document(proof_document(document, found))
    elif text:
        screen.out.write(document.text)
    else:
        from duxue.cli.proofs import ProofPage

        screen.show(ProofPage(screen, document, found).blocks())
