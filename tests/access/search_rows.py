"""The national search and the index of the API: open to everybody."""

from tests.access.matrix import Row, everybody

ROWS = [
    Row("api_index", "GET", everybody(200)),
    Row("search", "GET", everybody(200), data=lambda world: {"q": "μέλι"}),
    Row("api_search", "GET", everybody(200), data=lambda world: {"q": "μέλι"}),
    Row("api_map", "GET", everybody(200), data=lambda world: {"bbox": "19,34,30,42"}),
]
