"""Makers of problems of packages, by what comes of them in an LMS (``Consequence``)."""

from __future__ import annotations

from functools import partial

from builder.diagnostics import Consequence, error, warning

refused = partial(error, consequence=Consequence.REFUSED)
moodle_alone = partial(error, consequence=Consequence.MOODLE_ALONE)
at_a_cost = partial(error, consequence=Consequence.AT_A_COST)
untidy = partial(warning, consequence=Consequence.UNTIDY)
