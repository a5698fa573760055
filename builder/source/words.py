"""``words.yaml``: the sentences of the tool that a course says in its own words."""

from __future__ import annotations

from builder.model.shared import OwnWords
from builder.source.problems import fields
from builder.source.text_file import Report
from builder.source.yaml_places import Yaml

_FORM = "write a sentence, or one behind each plural form that the language has: one:, other:"


def read_words(part: Yaml, report: Report) -> tuple[OwnWords, ...]:
    """Return each key of *part* with its sentence. Whether there is such a key, rules judge who know all of them."""
    if part.value is None:
        return ()
    if not isinstance(part.value, dict):
        report(fields.wrong_type(part.where, "this file must hold keys with sentences", "write 'key: sentence'"))
        return ()
    found = []
    for key, sentence in part.value.items():
        if key == "where":
            continue
        forms = {name: form for name, form in sentence.items() if name != "where"} if isinstance(sentence, dict) else {}
        if not sentence or "" in forms.values():
            report(fields.empty_text(part.place((key,)), key))
        elif isinstance(sentence, str) or (forms and all(isinstance(form, str) for form in forms.values())):
            found.append(OwnWords(key=key, sentence=forms or sentence, where=part.key_place((key,))))
        else:
            report(fields.wrong_type(part.place((key,)), f"{key!r} must be a sentence", _FORM))
    return tuple(found)
