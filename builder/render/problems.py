"""What only the making of a document shows."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location, error


def document_too_long(where: Location, fact: str) -> Diagnostic:
    """A document that is made from data does not fit on its paper.

    Why: a flowchart is one sheet on a wall, in letters of 12 points or more, and a card folds to 85 by 55 mm, in
    letters of 9 points or more. The build does not make letters smaller than people can read.

    Example: a flowchart of 40 nodes; a card with contacts of many lines.

    Instead: shorten its words. What is not needed on the wall can stand in `more:` of a node: it is printed behind it.
    On a card, the longest contact is the place to begin.
    """
    hint = "shorten its words: on a card the longest contact; on a flowchart what can stand in more: of a node"
    return error("document-too-long", where, fact, hint)


def document_letter(where: Location, fact: str) -> Diagnostic:
    """A document that is made from data would show an empty box in the place of a letter.

    Why: documents carry their own letters, for every script of Europe and some others. Emojis are not among them, and
    neither are Chinese, Japanese and Korean. Nobody would see on paper what is missing.

    Example: `label: Ring \U0001f4de` in a flowchart whose PDF a page offers

    Instead: say it in words, or do not offer the document.
    """
    hint = "say it in words, or take the document out of ::: downloads"
    return error("document-letter", where, f"{fact}, for which paper has no sign", hint)
