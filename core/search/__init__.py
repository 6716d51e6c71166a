"""National search over what is published, and the one place that knows Greek."""
