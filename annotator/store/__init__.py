"""The project file: one SQLite database, made and migrated through sqlite-utils; nothing else knows SQL."""
