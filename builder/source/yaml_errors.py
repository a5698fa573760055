"""YAML's own error messages in an author's words."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from builder.diagnostics import Diagnostic, Location
from builder.source.problems import yaml as problems
from builder.source.yaml_compose import START

_QUOTE = "put the text in quotation marks"
_INDENT = "check how far the line is indented, and the quotation marks of the lines before it"

#: A part of PyYAML's or libyaml's message, the fact in our words, and the cure. The first that fits is used.
_MESSAGES: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a colon and a space inside text without quotation marks", _QUOTE),
    ("did not find expected key", "a key was expected here", _INDENT),
    ("did not find expected '-'", "neither a list item nor level with the lines before it", _INDENT),
    ("expected <block end>", "the line does not fit under the lines before it", _INDENT),
    ("block sequence entries are not allowed", "a list item cannot stand here", f"start it on a new line, or {_QUOTE}"),
    ("',' or ']'", "the list in square brackets is not closed here", f"close it with ], or {_QUOTE}"),
    ("',' or '}'", "the keys in curly brackets are not closed here", f"close them with }}, or {_QUOTE}"),
    ("found unexpected end of stream", "the quotation mark that opens here is never closed", "close it"),
    (
        "found unknown escape character",
        "a backslash inside double quotation marks",
        "use single quotation marks, or \\\\",
    ),
    ("expected escape sequence", "a backslash inside double quotation marks", "use single quotation marks, or \\\\"),
    ("invalid Unicode character escape", "an escape that stands for no character", "type the character itself"),
    ("tab character", "a tab stands here", "indent with spaces"),
    ("expected node content", "what is in brackets breaks off here", "write the rest, or take back an earlier version"),
    ("mapping keys are not allowed", "text without quotation marks cannot start with ?", _QUOTE),
    ("but found another document", "a second document starts here", "take out the line ---"),
    ("document start", "the text does not go on from the lines before it", _INDENT),
    ("comment or line break", "text straight after | or >", f"start it on the next line, or {_QUOTE}"),
    ("directive", "a line that starts with %", _QUOTE),
)
#: A line as far as its first colon, where that is no end of a key to YAML: an ordinary space has to stand behind it.
_NO_SPACE = re.compile(r"[ ]*(?:-[ ]+)*[\w-]+:(?=[^ \t\n])")
#: What an editor shows like what was meant: as far as the sign that is another one, the fact, and the cure.
_UNSEEN = (
    (
        re.compile(r"[ ]*[\u00a0\u2000-\u200a\u202f\u3000]"),
        "a space of another kind indents this line",
        "type ordinary spaces",
    ),
    (
        re.compile(r"[ ]*(?=\|.*\|)"),
        "a table of Markdown does not belong among keys",
        "write it with head: and rows:, or outside the block",
    ),
    (
        re.compile(r"[ ]*(?:-[ ]+)*[\w-]+:[ ]+[\u201c\u201d\u2018\u201e]"),
        "curly quotation marks hold nothing together",
        'type straight ones: "text"',
    ),
    (
        re.compile(r"[ ]*(?:-[ ]+)*(?:[\w-]+:[ ]+)?(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})(?=[ ]*[^ \n#,:\]}])"),
        "to YAML, a text that starts with a bracket is a list or a group of keys, and this one goes on behind it",
        _QUOTE,
    ),
    (
        re.compile(r"[ ]*(?:-[ ]+)*[\w-]+:[ ]+(?:'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")(?=[ ]*[^ \n#])"),
        "the quotation marks are closed, and the text goes on",
        "put the whole text in the other kind, ' or \"; or write this one twice between '",
    ),
)
_UNQUOTED_TOKEN = re.compile(r"(?:[:,\[-]|^)\s+(?P<token>\{\{)")


def explain_syntax(problem: Exception, text: str, place: Callable[[yaml.Mark], Location]) -> Diagnostic:
    """Return what PyYAML's *problem* with *text* means to an author; *place* turns its marks into places."""
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    if mark is None:
        return problems.yaml_syntax(place(START), "this is not YAML", str(problem))
    said = str(getattr(problem, "problem", ""))
    context = str(getattr(problem, "context", "") or "")
    sign = text[mark.index : mark.index + 1]
    line = _line_at(text, mark.index)
    if token := _UNQUOTED_TOKEN.search(line):
        return unquoted_token(place(mark)._replace(column=token.start("token") + 1))
    if _UNSEEN[0][0].match(before := _line_at(text, max(text.rfind("\n", 0, mark.index), 0))):
        # What is indented by it has ended the group that it belongs to.
        line, mark = before, yaml.Mark("", 0, mark.line - 1, 0, None, 0)
    for pattern, fact, cure in _UNSEEN:
        if found := pattern.match(line):
            return problems.yaml_syntax(place(mark)._replace(column=found.end()), fact, cure)
    if "alias" in said or "anchor" in said or "alias" in context or "anchor" in context:
        context_mark = getattr(problem, "context_mark", None) or mark
        return problems.yaml_alias(place(context_mark), _word_at(text, context_mark.index))
    if "tag" in said or "tag" in context:
        context_mark = getattr(problem, "context_mark", None) or mark
        return problems.yaml_tag(place(context_mark), _word_at(text, context_mark.index))
    if "could not find expected ':'" in said and getattr(problem, "context_mark", None):
        key = problem.context_mark  # type: ignore[attr-defined]
        return _no_key(place(key), _line_at(text, key.index))
    if "mapping values are not allowed" in said and re.fullmatch(r" *(?:- +)*[\w-]+", _line_before(text, mark.index)):
        return _not_level(place(mark), text, mark.index)
    if "cannot start any token" in said:
        return _cannot_start(place(mark), sign)
    if ("end of stream" in said or "flow" in context) and getattr(problem, "context_mark", None):
        mark = problem.context_mark  # type: ignore[attr-defined]
    for part, fact, cure in _MESSAGES:
        if part in said or part in context:
            return problems.yaml_syntax(place(mark), fact, cure)
    return problems.yaml_syntax(place(mark), f"this cannot be read as YAML ({said})", _INDENT)


def unquoted_token(where: Location) -> Diagnostic:
    """Return the problem that a text which starts with a token has no quotation marks: to YAML, ``{`` opens a group."""
    return problems.yaml_syntax(where, "text that starts with {{ needs quotation marks", _QUOTE)


def _not_level(where: Location, text: str, index: int) -> Diagnostic:
    """Return why the key before *index*, at *where*, goes on from the line before it."""
    above, line = f"\n{text[:index]}".rsplit("\n", 1)
    last = above.rstrip().rpartition("\n")[2]
    indent = _indent(line)
    if dash := re.match(r" *[\u2010-\u2015\u2212\u2022*+] ", last):
        where = where._replace(line=where.line - 1, column=dash.end() - 1)
        return problems.yaml_syntax(where, "a list item begins with a hyphen", "type - and a space")
    if indent > _indent(last):
        fact = "this line is set in deeper than the one before it, and goes on from its text"
        return problems.yaml_syntax(
            where._replace(column=indent + 1), fact, "indent it as the lines around it, or begin that one with '- '"
        )
    lines_between = above.count("\n") - above.rstrip().count("\n") + 1
    return _no_key(where._replace(line=where.line - lines_between, column=1), last)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _no_key(where: Location, line: str) -> Diagnostic:
    if colon := _NO_SPACE.match(line):
        place = where._replace(column=colon.end() + 1)
        return problems.yaml_syntax(place, "a colon without a space behind it", "write an ordinary space behind it")
    fact = "a key without a colon, or text that is not indented"
    return problems.yaml_syntax(where, fact, "write a colon and a space behind the key, or indent the line")


def _line_at(text: str, index: int) -> str:
    return _line_before(text, index) + text[index:].partition("\n")[0]


def _line_before(text: str, index: int) -> str:
    return text[text.rfind("\n", 0, index) + 1 : index]


def _word_at(text: str, index: int) -> str:
    return (text[index : index + 40].split(maxsplit=1) or [""])[0]


def _cannot_start(where: Location, sign: str) -> Diagnostic:
    if sign == "\t":
        return problems.yaml_syntax(where, "a tab stands here", "indent with spaces")
    return problems.yaml_syntax(where, f"text without quotation marks cannot start with {sign}", _QUOTE)
