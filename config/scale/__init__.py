"""A country full of invented organisations, for measuring: realistic in words and places, quick to write."""
