"""What a course is: pydantic models, frozen, with no input or output and no standard's name."""

from builder.model.blocks import BLOCKS
from builder.model.blocks.block import Block, kind_of
from builder.model.course import Course, Module, Page

__all__ = ["BLOCKS", "Block", "Course", "Module", "Page", "kind_of"]
