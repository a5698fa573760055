"""coursepack: compiles a course written in Markdown and YAML into packages for any LMS."""

import os

# Else pydantic looks through every installed package for plugins before the first model: a tenth of our start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "0.1.0"
