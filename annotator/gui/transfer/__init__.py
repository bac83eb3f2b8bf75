"""Articles in and out: what is to be imported with a look at it first, and what is to be exported."""
