"""Finding, saved lists and feeds: open to everybody."""

from core.models import SearchEntry
from core.search.index import index
from core.tenancy import activate
from enterprises.models import Organisation
from tests.access.matrix import Row, everybody
from tests.access.world import BUILDERS


def item(world):
    return {"item": f"organisation.{world.organisation.pk}"}


def items(world):
    return {"items": f"organisation.{world.organisation.pk}"}


def indexed(world):
    """Bring the organisation into the index: a list shows only what is there."""
    with activate(world.partnership):
        index(Organisation.objects.with_card_data().get(pk=world.organisation.pk))
    return SearchEntry.objects.order_by("pk").values_list("pk", flat=True)[0]


BUILDERS["first_entry"] = indexed

ROWS = [
    Row("api_index", "GET", everybody(200)),
    Row("search", "GET", everybody(200), data=lambda world: {"q": "μέλι"}),
    Row("map_points", "GET", everybody(200), data=lambda world: {"bbox": "19,34,30,42"}),
    Row("search_atom", "GET", everybody(200)),
    Row("search_geojson", "GET", everybody(200)),
    Row("robots", "GET", everybody(200)),
    Row("sitemap", "GET", everybody(200)),
    Row("sitemap_pages", "GET", everybody(200)),
    Row("sitemap_part", "GET", everybody(200), kwargs=lambda world: {"part": world.rows["first_entry"]}),
    Row("saved_lists", "GET", everybody(200)),
    Row("star", "POST", everybody(302), data=item),
    Row("list_new", "POST", everybody(302), data=lambda world: {"name": "Δώρα"}),
    Row("list_rename", "POST", everybody(302), data=lambda world: {"before": "", "name": "Δώρα"}),
    Row("list_give_up", "POST", everybody(302), data=lambda world: {"name": ""}),
    Row("list_keep", "POST", everybody(302), data=items),
    Row("list_take_out", "POST", everybody(302), data=item),
    Row("list_choose", "GET", everybody(200), data=item),
    Row("list_put", "POST", everybody(302), data=item),
    Row("shared_list", "GET", everybody(200), data=items),
    Row("shared_list_geojson", "GET", everybody(200), data=items),
    Row("shared_list_csv", "GET", everybody(200), data=items),
    Row("api_search", "GET", everybody(200), data=lambda world: {"q": "μέλι"}),
    Row("api_map", "GET", everybody(200), data=lambda world: {"bbox": "19,34,30,42"}),
]
