"""The queue on the left: model (ids, rows in pages), delegate (two lines), pane (search, filters, list)."""
