"""The command line: one file for each verb; parse, call the project, print."""
