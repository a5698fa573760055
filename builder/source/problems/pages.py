"""What can be wrong with a page's text: its front matter, its blocks and its Markdown."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location, error


def front_matter(where: Location, message: str, hint: str) -> Diagnostic:
    """A page does not start with its description between two lines `---`, or holds a second one.

    Why: a page needs an `id` under which learners' progress is kept, and a `title`. Every file that ends
    in `.md` in a module's folder is a page.

    Example: a file that starts with its text; two pages in one file.

    Instead:

        ---
        id: L1-05
        title: Listen, tell, write
        minutes: 4
        ---
    """
    return error("front-matter", where, message, hint)


def unknown_block(where: Location, kind: str, hint: str) -> Diagnostic:
    """A block of a kind that does not exist.

    Why: what stands in the block would be left out of the page.

    Example: `::: call-out Remember`

    Instead: `::: callout Remember`. All kinds are listed in `docs/blocks.md`.
    """
    return error("unknown-block", where, f"there is no block of the kind {kind!r}", hint)


def unclosed_block(where: Location, kind: str, message: str) -> Diagnostic:
    """A block is not closed before the next one starts, or before the page ends.

    Why: blocks do not stand inside one another, so all the text that follows would become part of the first one.

    Example:

        ::: callout Remember
        You do not need proof.

        ::: contacts
        :::

    Instead: close each block with a line of its own that holds only `:::`.
    """
    hint = f"close the block {kind!r} with a line of its own: :::"
    return error("unclosed-block", where, message, hint)


def stray_block_end(where: Location) -> Diagnostic:
    """A line `:::` closes a block that was never opened.

    Why: most often the line that opens the block is missing or misspelt, and the block would appear as plain text.

    Example: two lines `:::` at the end of one block.

    Instead: take the line out, or open the block with `:::` and its kind.
    """
    return error("stray-block-end", where, "there is no open block to close here", "take the line out, or open a block")


def block_heading(where: Location, message: str, hint: str) -> Diagnostic:
    """The words behind a block's kind are missing, or are not wanted there.

    Why: some kinds take a heading or an id on their first line (`::: callout Remember`, `::: scenario S02`), others
    take none (`::: contacts`).

    Example: `::: scenario` with `scenario: S02` inside.

    Instead: `::: scenario S02`
    """
    return error("block-heading", where, message, hint)


def raw_html(where: Location, written: str) -> Diagnostic:
    """HTML in the text of a course.

    Why: a package runs inside the LMS with the learner's rights, so what can run there is decided by the builder
    alone. HTML would also break in print, in the plain version and for screen readers.

    Example: `<b>Tell someone</b><br>`

    Instead: `**Tell someone**`, an empty line for a new paragraph, or a block. For a real less-than sign write `\\<`.
    """
    return error("raw-html", where, f"HTML ({written}) cannot stand in a course", "use Markdown, or a block")


def heading_level(where: Location, message: str) -> Diagnostic:
    """A heading of the first level, or below the third, in the text of a page.

    Why: the page's title is its only first-level heading, and people who listen to a page find their way by its levels.

    Example: `# Listen, tell, write`

    Instead: `## Listen, tell, write`
    """
    return error("heading-level", where, message, "start it with ## or ###")


def markdown_image(where: Location) -> Diagnostic:
    """A picture in Markdown.

    Why: a picture needs its words for people who do not see it, and room for a caption and a long description.

    Example: `![](map.png)`

    Instead:

        ::: figure
        image: map.png
        alt: Four services around one person, with no line between them.
        :::
    """
    return error("markdown-image", where, "a picture cannot stand in the text", "use a block: ::: figure")


def misplaced_link(where: Location, target: str) -> Diagnostic:
    """A link outside the text of a page.

    Why: questions, polls and notes are shown as plain text, and what stands in the shared files appears on pages of
    several modules, where the link's target may not be.

    Example: `feedback: See [the five steps](page:L1-05).`

    Instead: name the page in words, or put the link in the text of a page.
    """
    message = f"a link ({target}) cannot stand here: this text is shown as it is, or in several modules"
    return error("misplaced-link", where, message, "put it in the text of a page")


def markdown_table(where: Location, message: str, hint: str) -> Diagnostic:
    """A table in Markdown has more cells in a row than in its head, or is no table because its head is not complete.

    Why: cells that have no heading are left out of the page without a word, and what is no table is shown as it was
    typed, with its bars.

    Example:

        | Do   | Why    |
        |------|--------|
        | Walk | Slowly | and never run |

    Instead: give each row as many cells as the head has, and the line below the head as many groups of dashes.
    """
    return error("markdown-table", where, message, hint)


def unsupported_markdown(where: Location, what: str, hint: str) -> Diagnostic:
    """A sign of another dialect of Markdown or of another program, one that is not whole, or lines that run together.

    Why: it would be shown as it was typed, become something else, or be lost. A footnote on a screen leads readers
    away from the page, a box that is ticked by nobody says nothing, items behind typed bullets run together, code that
    is never closed goes on to the end of the page, and an address that is no link cannot be pressed, and tells nobody
    what is there. To Markdown, the end of a line is a space, a line of dashes makes the one above it a heading, and a
    backslash before a sign is none.

    Example: `Hot water scalds[^1].`, `- [ ] Look behind you`, `• Look behind you`, `See https://example.org/report`,
    `==marked==`, `H~2~O`, `!!! note`, `## Steps {#steps}`, `[TOC]`, `:warning:`, `$x$`, `**not closed`,
    lines that each begin with a tick, `A.`, `Step 1:` or `From:`, a table with tabs, `\\\\server\\share`, `2*3*4`,
    `1986. A great year.`, and a question or an answer on several lines below `|`

    Instead: `Hot water scalds, as [the report](https://example.org/report) says.`, `- Look behind you`. If the sign is
    meant as it stands, write a backslash before it, `\\==`, or put it between backticks. A line that is to end where it
    ends has a backslash behind it.
    """
    return error("unsupported-markdown", where, f"{what} cannot stand in the text", hint)


def tangled_text(where: Location, length: int, brackets: int) -> Diagnostic:
    """A paragraph is so long, or has so many brackets, that nobody could read it, and no program quickly.

    Why: it is a mistake, such as data pasted into a text.

    Example: a paragraph of 20,001 characters, or with 501 opening brackets.

    Instead: divide it by empty lines, or take it out.
    """
    message = f"this paragraph has {length:,} characters and {brackets:,} opening brackets"
    return error("tangled-text", where, message, "divide it by empty lines, or take it out")
