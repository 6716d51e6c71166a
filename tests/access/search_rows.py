"""The national search: open to everybody."""

from tests.access.matrix import Row, everybody

ROWS = [
    Row("search", "GET", everybody(200), data=lambda world: {"q": "μέλι"}),
    Row("api_search", "GET", everybody(200), data=lambda world: {"q": "μέλι"}),
]
