"""coursepack: compiles a course written in Markdown and YAML into packages for any LMS."""

__version__ = "0.1.0"
