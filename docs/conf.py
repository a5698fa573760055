"""Settings of Sphinx, which makes pages to read in a browser: ``make docs`` (``tools/docs.py``)."""

from builder import __version__

project = "coursepack"
version = release = __version__
html_title = f"coursepack {__version__}"
extensions = ["myst_parser"]
# Headings have the addresses that they have where the files themselves are read.
myst_heading_anchors = 4
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["pages.css"]
# Most blocks are commands, or what courses are written in.
highlight_language = "text"
# A page says who made it, and not what with; the sources lie in the repository.
html_show_sphinx = html_copy_source = html_show_copyright = False
