"""The consistency inbox as a page: rows of the same words marked differently, settled as a batch."""
