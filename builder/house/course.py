"""A course together with what its writers have agreed on: ``lint.yaml`` and ``signoff.yaml``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Annotated

from builder.house.model import HouseRules, SignOff, SignOffs
from builder.model.course import Course, Module, Signature
from builder.model.fingerprint import content_fingerprint
from builder.model.kinds import APART
from builder.model.node import Node
from builder.source.explain import validate
from builder.source.load import Loaded

#: What stands in the index of words.
INDEXED = re.compile(r"[a-z0-9]+")
#: What each file of the house holds: its field of ``HouseCourse``, and the model.
HOUSE_MODELS: Mapping[str, tuple[str, type[Node]]] = {
    "lint.yaml": ("house", HouseRules),
    "signoff.yaml": ("signoffs", SignOffs),
}
#: The same models by the names of their JSON Schemas.
HOUSE_SCHEMAS = {file.removesuffix(".yaml"): model for file, (_, model) in HOUSE_MODELS.items()}


class HouseCourse(Course):
    """A course that has house rules, or sign-offs; what has no file is empty."""

    house: Annotated[HouseRules, APART] = HouseRules()
    signoffs: Annotated[SignOffs, APART] = SignOffs()

    @cached_property
    def word_index(self) -> Mapping[str, Sequence[int]]:
        """For each word in small letters, the numbers of the ``passages`` that hold it.

        Looking a phrase up here and then in the few passages that can hold it takes a hundredth of the time of
        searching all.
        """
        index: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self.passages):
            for word in set(INDEXED.findall(passage.text.lower())):
                index[word].append(number)
        return index

    def roles_for(self, module: Module) -> tuple[str, ...]:
        """Return who has to check *module*; nobody, if the house rules ask for no sign-off."""
        rules = self.house.release
        return (*rules.reviewers, *rules.also.get(module.id, ())) if rules else ()

    def signoffs_of(self, module: Module) -> Sequence[SignOff]:
        """Return the sign-offs of *module* that hold: made for the words that it has now, with every comment closed.

        What an edition fills in is nothing that they signed.
        """
        mine = [signoff for signoff in self.signoffs.modules if signoff.module == module.id]
        now = content_fingerprint(self.edition_of or self, module) if mine else ""
        return [signoff for signoff in mine if signoff.content == now and signoff.comments_closed]

    def signatures(self, module: Module) -> Mapping[str, Sequence[Signature]]:
        """Return who has to check *module*, in the order of the house rules, each with the sign-offs that hold."""
        held = self.signoffs_of(module)
        return {
            role: [Signature(s.reviewer, s.organisation, s.date) for s in held if s.role == role]
            for role in self.roles_for(module)
        }


def with_house(loaded: Loaded) -> Loaded:
    """Return *loaded* with a ``HouseCourse`` in it: what is not sound in the files of its house counts as empty."""
    problems = [*loaded.problems]
    found = {
        name: validate(model, loaded.house[file], problems.append)
        for file, (name, model) in HOUSE_MODELS.items()
        if file in loaded.house and loaded.house[file].value is not None
    }
    read = loaded.read and HouseCourse.model_construct(
        **loaded.read.__dict__, **{name: part for name, part in found.items() if part}
    )
    return replace(loaded, read=read, problems=tuple(problems))
