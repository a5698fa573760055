"""Modules that tests make up."""

from __future__ import annotations

from builder.model.blocks.files import Downloads
from builder.model.course import Module


def offering(module: Module, *names: str) -> Module:
    """Return *module* with one page, which offers the documents *names* and nothing else."""
    page = module.pages[0].model_copy(update={"blocks": (Downloads(documents=names),)})
    return module.model_copy(update={"pages": (page,)})
