"""Errors whose message is one sentence for the user; anything else that is raised is our mistake."""


class AnnotatorError(Exception):
    """Something in the user's world went wrong; the message says what and what to do."""


class InputError(AnnotatorError):
    """A file, line or value that came from outside cannot be used."""


class TextError(InputError):
    """A text that cannot become an article: lone surrogates, NUL, nothing in it."""


class SchemeError(InputError):
    """A label scheme that contradicts itself, or a label the scheme does not have."""


class RuleError(AnnotatorError):
    """An edit that the scheme or the article's text does not allow; nothing was written."""


class StaleError(AnnotatorError):
    """The annotation was changed elsewhere since it was read; nothing was written."""


class UndoError(AnnotatorError):
    """A step that cannot be undone or redone because a later one builds on it."""


class StoreError(AnnotatorError):
    """The project file cannot be opened, read or written."""


class ModelError(AnnotatorError):
    """A pre-labelling model is missing or failed."""
