"""Bundles written and read without a project, for tests."""

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from annotator.core.annotator import Annotator, Kind
from annotator.core.lineage import Ancestor, state_of
from annotator.core.scheme import Label, Layer, Scheme
from annotator.formats.bundle import Bundle, BundledArticle, BundleHead
from annotator.formats.bundle_reading import read_bundle
from annotator.formats.bundle_writing import BundleWriter

MAYA = Annotator(0, "8c5f2f1e-6f1a-4c39-9d2a-0c1b2a3d4e5f", "maya", Kind.PERSON)
SCHEME = Scheme("small", layers=(Layer("entities", (Label("PERSON"), Label("PLACE"))),))
STEP = "0d9e7a52-6b0f-4f0e-8f0a-3f0b6d1c2e4a"


def bundled(text, annotation, **values):
    """An annotation of a text as it stands in a bundle, after one step."""
    state = state_of(annotation).digest
    made = BundledArticle(
        sha256(text.encode()).hexdigest(),
        len(text),
        "",
        text[:12],
        annotation,
        (Ancestor(STEP, state, "Label PERSON", "2026-03-04T05:06:07+00:00"),),
    )
    return replace(made, **values)


def written(*articles, feedback=(), who=MAYA, scheme=SCHEME):
    """The bytes of a bundle."""
    file = BytesIO()
    writer = BundleWriter(file, BundleHead(who, scheme, len(articles), "", "0.1.0"))
    for article in articles:
        writer.add(article)
    for given in feedback:
        writer.add_feedback(given)
    writer.end()
    return file.getvalue()


def read(path: Path, content: bytes | None = None) -> Bundle:
    """The bundle in a file, which is first given a content."""
    if content is not None:
        path.write_bytes(content)
    job = read_bundle(path)
    while True:
        try:
            next(job)
        except StopIteration as stop:
            return stop.value


def resealed(line: bytes, change) -> bytes:
    """A line after a change of its values, sealed as if it had always been so."""
    values = json.loads(line)
    del values["digest"]
    change(values)
    data = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return data[:-1] + f',"digest":"{sha256(data).hexdigest()}"}}\n'.encode()


def whole(lines: list[bytes]) -> bytes:
    """Lines of a bundle with a last line that is true to them."""
    *others, end = lines
    seals = sorted(json.loads(line)["digest"] for line in others)

    def change(values):
        values["lines"] = len(others)
        values["whole"] = sha256("".join(seals).encode()).hexdigest()

    return b"".join([*others, resealed(end, change)])
