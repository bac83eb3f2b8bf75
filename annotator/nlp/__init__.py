"""spaCy, in a process of its own: pre-labels, tokens and `.spacy` files. Nothing is imported here."""
