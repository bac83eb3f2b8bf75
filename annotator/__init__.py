"""Annotator, a labelling desk for news text: `annotator.open(path)` gives a Project.

Neither Qt nor spaCy is imported here; names are looked up when they are first used.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "Project": "annotator.project.project",
    "open": "annotator.project.project",
    "create": "annotator.project.project",
    "Annotation": "annotator.core.annotation",
    "Annotator": "annotator.core.annotator",
    "AnnotatorError": "annotator.core.errors",
    "Article": "annotator.core.article",
    "Scheme": "annotator.core.scheme",
    "Span": "annotator.core.span",
}

__all__ = [
    "Annotation",
    "Annotator",
    "AnnotatorError",
    "Article",
    "Project",
    "Scheme",
    "Span",
    "__version__",
    "create",
    "open",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'annotator' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
