"""Sphinx: the pages of mirage. `jobs/docs/build.py` prepares the sources and calls it."""

import os

project = "mirage"
author = "the mirage authors"
copyright = author
version = release = os.environ["MIRAGE_VERSION"]
language = "en"

extensions = ["myst_parser", "breathe", "sphinx.ext.mathjax"]
if os.environ["MIRAGE_PACKAGE"]:
    extensions += ["sphinx.ext.autodoc", "numpydoc"]
    numpydoc_show_class_members = False
    autodoc_typehints = "none"
source_suffix = {".md": "markdown"}
exclude_patterns = ["_*"]
highlight_language = "text"
cpp_index_common_prefix = ["mirage::"]

myst_enable_extensions = ["deflist", "dollarmath"]
myst_heading_anchors = 4
myst_update_mathjax = False

# KaTeX from the pages themselves in place of MathJax from the network: build.py writes this one file.
mathjax_path = "katex/formulas.js"
mathjax_options = {"defer": "defer"}

breathe_projects = {"mirage": os.environ["MIRAGE_XML"]}
breathe_default_project = "mirage"
breathe_domain_by_extension = {"hpp": "cpp"}

html_theme = "furo"
html_title = f"mirage {release}"
html_static_path = [os.environ["MIRAGE_STATIC"]]
html_css_files = ["katex/katex.min.css", "pages.css"]
html_domain_indices = False
html_show_copyright = False
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True, "sidebar_hide_name": False}
pygments_style = "friendly"
pygments_dark_style = "monokai"

smartquotes = False
