"""Data to model; and where pydantic objects, its errors in an author's words.

pydantic reports a slip of the pen twice (an unknown key and a missing one) and lets errors cascade (an option that is
wrong is also an option too few). Here each cause is reported once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from builder.diagnostics import Diagnostic, Location, did_you_mean, one_slip
from builder.source.keys import HINTS, KeyPath, OddKeys
from builder.source.problems import fields
from builder.source.text_file import Report
from builder.source.yaml_places import Yaml

#: What each form in ``builder.model.node`` looks like, by the pattern's own start.
FORMS = {
    r"^[A-Za-z]": ("an id", "letters and digits joined by - . or _, starting with a letter, such as L1-04"),
    r"^[a-z][a-z0-9]*(?:_": ("a key", "small letters and digits joined by _, such as rapid_review"),
    r"^[a-z][a-z0-9]*(?:-": ("a name for a folder or file", "small letters and digits joined by -, such as level-1"),
    r"^[a-z0-9]+(?:_": ("words for teachers", "small letters and digits joined by _, such as car_park"),
    r"^\d{4}-": ("a date", "year-month-day, such as 2026-11-21"),
    r"^#": ("a colour", 'a # and six digits from 0 to f, in quotation marks, such as "#17545a"'),
}


def validate(model: Any, part: Yaml, report: Report) -> Any | None:
    """Return *part* as *model* (a class or a union of them), or ``None`` after reporting all that stands in the way."""
    try:
        return _adapter(model).validate_python(part.value)
    except ValidationError as problem:
        for diagnostic in explained(problem, model, part):
            if diagnostic.where not in part.source.refused:
                report(diagnostic)
        return None


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def explained(problem: ValidationError, model: Any, part: Yaml) -> Iterator[Diagnostic]:
    """Yield each cause behind *problem* once, at its place in *part*."""
    errors = problem.errors(include_url=False)
    keys = OddKeys(errors, model, part)
    inside = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    lists: set[tuple[str, KeyPath]] = set()
    for error in errors:
        path = error["loc"]
        if path and isinstance(path[-1], int):
            # What is wrong with one item of a list is often wrong with all of them.
            if (error["type"], path[:-1]) in lists:
                continue
            lists.add((error["type"], path[:-1]))
        if path and path[-1] in part.source.again and (error["type"] == "missing" or error["input"] is None):
            continue
        if error["type"] in ("too_short", "too_long") and path in inside:
            continue
        if error["type"] in ("missing", "extra_forbidden"):
            yield from keys.told(error)
        else:
            yield EXPLAINED[error["type"]](error, part)


# --- One function per kind of pydantic error -------------------------------------------------------------------------


def _no_kind(error: ErrorDetails, part: Yaml) -> Diagnostic:
    here = error["input"].keys() if isinstance(error["input"], dict) else ()
    if slip := next((key for key in here if one_slip(key.casefold(), "kind")), ""):
        capital = ", ".join(key.lower() for key in here if key != key.lower())
        hint = f"write it in small letters: {capital}" if slip.lower() == "kind" else "did you mean 'kind'?"
        return fields.unknown_key(part.key_place((*error["loc"], slip)), slip, hint)
    return fields.missing_key(part.place(error["loc"]), ["kind"], HINTS["kind"])


def _unknown_kind(error: ErrorDetails, part: Yaml) -> Diagnostic:
    context = error.get("ctx", {})
    known = [word.strip(" '") for word in str(context["expected_tags"]).split(",")]
    return _not_one_of(part.place((*error["loc"], "kind")), str(context["tag"]), known)


def _literal(error: ErrorDetails, part: Yaml) -> Diagnostic:
    known = str(error.get("ctx", {})["expected"]).replace(" or ", ", ").split(", ")
    return _not_one_of(part.place(error["loc"]), str(error["input"]), [word.strip("'") for word in known])


def _not_one_of(where: Location, value: str, known: Sequence[str]) -> Diagnostic:
    return fields.unknown_value(where, _shown(value), did_you_mean(value, known, "it can be: " + ", ".join(known)))


def _empty(error: ErrorDetails, part: Yaml) -> Diagnostic:
    return fields.empty_text(part.place(error["loc"]), name_of(error["loc"]))


def _long(error: ErrorDetails, part: Yaml) -> Diagnostic:
    limit = error.get("ctx", {})["max_length"]
    return fields.too_long(part.place(error["loc"]), name_of(error["loc"]), len(error["input"]), limit)


def _form(error: ErrorDetails, part: Yaml) -> Diagnostic:
    pattern = str(error.get("ctx", {})["pattern"])
    what, form = next(words for start, words in FORMS.items() if pattern.startswith(start))
    message = f"{_shown(error['input'])} cannot be {what}"
    return fields.bad_form(part.place(error["loc"]), message, f"the form is: {form}")


def _range(error: ErrorDetails, part: Yaml) -> Diagnostic:
    context = error.get("ctx", {})
    bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
    message = f"{name_of(error['loc'])!r} is {error['input']}; it must be {bound}"
    return fields.out_of_range(part.place(error["loc"]), message, f"write a number that is {bound}")


def _few(error: ErrorDetails, part: Yaml) -> Diagnostic:
    least, found = error.get("ctx", {})["min_length"], len(error["input"])
    return fields.too_few(part.place(error["loc"]), name_of(error["loc"]), least=least, found=found)


def _many(error: ErrorDetails, part: Yaml) -> Diagnostic:
    most, found = error.get("ctx", {})["max_length"], len(error["input"])
    return fields.too_many(part.place(error["loc"]), name_of(error["loc"]), most=most, found=found)


def _type(wanted: str, cure: str) -> Callable[[ErrorDetails, Yaml], Diagnostic]:
    def explain(error: ErrorDetails, part: Yaml) -> Diagnostic:
        path, found = error["loc"], error["input"]
        name = repr(name_of(path)) if path else "what stands here"
        if found is None and path:
            message, hint = f"{name} has no value", "write it, or take the whole line out"
        elif found is None:
            message, hint = "there is nothing here", f"{cure}; or delete the file"
        else:
            name = f"an item of {name}" if path and isinstance(path[-1], int) else name
            message, hint = f"{name} must be {wanted}, and this is {_kind(found)}", cure
            if wanted == "text" and isinstance(found, bool | int | float):
                hint = f'put it in quotation marks: "{part.written(error["loc"])}"'
                if day := re.fullmatch(r"((?:19|20)\d\d)([01]\d)([0-3]\d)", str(found)):
                    hint += f"; if it is a date, write {'-'.join(day.groups())}"
        return fields.wrong_type(part.place(error["loc"]), message, hint)

    return explain


#: Every type of error that the models can raise, but for keys that are missing or unknown;
#: ``tests/source/test_explain.py`` proves that none is forgotten.
EXPLAINED: Mapping[str, Callable[[ErrorDetails, Yaml], Diagnostic]] = {
    "union_tag_not_found": _no_kind,
    "union_tag_invalid": _unknown_kind,
    "literal_error": _literal,
    "string_too_short": _empty,
    "string_too_long": _long,
    "string_pattern_mismatch": _form,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "too_short": _few,
    "too_long": _many,
    "string_type": _type("text", "write text"),
    "int_type": _type("a whole number", "write a number alone, such as 10: no quotation marks, no % and no unit"),
    "float_type": _type("a number", "write a number such as 35 or 2.5, without quotation marks"),
    "bool_type": _type("true or false", "write true or false, without quotation marks"),
    "tuple_type": _type("a list", "write [one, two], or one item on each line after '- '"),
    "dict_type": _type("keys with values", "write 'key: value', one on each line"),
    "model_type": _type("keys with values", "write 'key: value', one on each line"),
    "model_attributes_type": _type("keys with values", "write 'key: value', one on each line"),
}


# --- Words ------------------------------------------------------------------------------------------------------------


def name_of(path: Sequence[int | str]) -> str:
    """Return the key to which the value at *path* belongs."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "this")


def _kind(value: object) -> str:
    match value:
        case bool():
            return f"the value {str(value).lower()}"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case tuple():
            return "a list"
    return "a group of keys"


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
