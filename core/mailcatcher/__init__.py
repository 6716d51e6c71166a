"""A mail server for development that delivers nothing: it keeps every message as a file, and pages show them."""
