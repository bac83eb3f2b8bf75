"""Makes the sample articles' shipped suggestions anew: `python -m tests.update_samples`."""

import msgspec

from annotator.core.resources import resource
from annotator.core.span import ENTITIES
from annotator.nlp.client import Worker
from annotator.nlp.messages import Prelabelled
from annotator.project.samples import SUGGESTIONS, SampleFile, SampleSuggestions, sample_entries
from annotator.project.scheme_files import builtin_scheme


def sample_file() -> SampleFile:
    articles = [entry.article for entry in sample_entries()]
    texts = list(enumerate(article.text for article in articles))
    with Worker("en_core_web_sm") as worker:
        answers = list(
            worker.prelabel(texts, builtin_scheme("news").mapping(ENTITIES), quotes=True)
        )
        model = worker.name
    found = {}
    for answer in answers:
        assert isinstance(answer, Prelabelled), answer
        key = articles[answer.article_id].key
        found[key] = SampleSuggestions(
            answer.spans, answer.bounds, answer.decided, answer.relations, answer.clusters
        )
    return SampleFile(model, found)


if __name__ == "__main__":
    path = resource(SUGGESTIONS)
    path.write_bytes(msgspec.json.encode(sample_file()) + b"\n")
