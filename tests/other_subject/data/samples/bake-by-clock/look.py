"""Look at the dough."""


def handler(event: dict[str, int], _context: object) -> bool:
    """Return whether it has risen enough."""
    return event["height"] >= 2
