"""Annotations to figures of agreement: pure functions."""
