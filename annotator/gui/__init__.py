"""The window: speaks to people; the only folder that knows Qt."""
