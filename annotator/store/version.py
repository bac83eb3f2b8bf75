"""How a project file tells what it is: known without the library that migrates it."""

APPLICATION_ID = 0x416E6E6F
LATEST = 5
"""The number of the last migration, which `PRAGMA user_version` holds."""
