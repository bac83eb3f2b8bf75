"""What one can do to a project: open, read, edit, undo, import, pre-label, export."""
