"""The nouns: articles, spans, annotations, schemes, changes. Standard library only; no I/O."""
