"""The one Jinja environment: autoescape is on, an unknown name is an error, and no author's text is a template."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, Template, TemplateNotFound, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from builder.model.tokens import TOKEN

TEMPLATES = files("scorm_templates")
#: Where prepared templates lie, below that. They are one machine's own: no wheel carries them.
PREPARED = "generated/.prepared"


class PackageTemplates(BaseLoader):
    """Reads templates from the installed package ``scorm_templates``, wherever that is."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, Callable[[], bool]]:
        """Return the template's text; it cannot change while we run."""
        found = TEMPLATES.joinpath(template)
        if not found.is_file():
            raise TemplateNotFound(template)
        return found.read_text(encoding="utf-8"), None, lambda: True


class PreparedTemplates(BytecodeCache):
    """The byte code that ``tools/templates.py`` made of templates: else a cold build spends a tenth on making it.

    Jinja compares it with the template's text and with Python's version, and where they differ makes its own.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the byte code of a template from where it lies, if it is there."""
        prepared = TEMPLATES.joinpath(f"{PREPARED}/{bucket.key}")
        if prepared.is_file():
            bucket.bytecode_from_string(prepared.read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write nothing: a build leaves nothing behind but packages."""


@cache
def environment() -> Environment:
    """Return the environment that all templates share."""
    shared = Environment(
        loader=PackageTemplates(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
        bytecode_cache=PreparedTemplates(),
        finalize=with_facts,
    )
    shared.filters["safe_json"] = safe_json
    return shared


@pass_context
def with_facts(context: Context, value: object) -> object:
    """Return what a template prints with words in place of tokens, whatever it is that it prints.

    A template that is rendered without ``fill`` prints no words of a course, or words that are filled already.
    """
    fill: Callable[[str], str] | None = context.get("fill")
    if fill is None or not isinstance(value, str) or "{{" not in value:
        return value
    return Markup(TOKEN.sub(lambda token: escape(fill(token[0])), value)) if isinstance(value, Markup) else fill(value)  # noqa: S704


def template(name: str) -> Template:
    """Return the template at *name* below ``scorm_templates``."""
    return environment().get_template(name)


@cache
def asset(name: str) -> bytes:
    """Return the bytes of the file at *name* below ``scorm_templates``; it cannot change while we run."""
    return TEMPLATES.joinpath(name).read_bytes()


def safe_json(text: str) -> Markup:
    """Return JSON *text* in a form that may stand inside a ``script`` element: nothing in it can end the element."""
    for character, escaped in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704 - escaped above, and JSON only
