EVENTS: dict[str, str] = {}
