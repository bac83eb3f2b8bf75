"""Annotations of one article to differences, and decisions about them to gold: pure functions."""
