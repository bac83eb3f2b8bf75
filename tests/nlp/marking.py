"""Texts with their entities marked in place: “[Ann Hale|PERSON] of [Oslo|GPE]”."""

import re

from annotator.nlp.article import Found

_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


def unmarked(marked):
    """The text without marks, and what was marked."""
    text, found, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append(Found(len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        last = mark.end()
    return text + marked[last:], found


def marked(text, spans):
    """The text with its spans marked."""
    result, last = "", 0
    for span in spans:
        result += f"{text[last : span.start]}[{text[span.start : span.end]}|{span.label}]"
        last = span.end
    return result + text[last:]
