"""Pages of finding, saved lists, and lists for machines."""

from django.urls import path

from core.search import feed_views, saved_views
from core.search.map_api import MapOfPages
from core.search.views import SearchView

urlpatterns = [
    path("search/", SearchView.as_view(), name="search"),
    path("map/points.json", MapOfPages.as_view(), name="map_points"),
    path("search.atom", feed_views.AtomView.as_view(), name="search_atom"),
    path("search.geojson", feed_views.GeoJSONView.as_view(), name="search_geojson"),
    path("lists/", saved_views.SavedListsView.as_view(), name="saved_lists"),
    path("lists/star/", saved_views.StarView.as_view(), name="star"),
    path("lists/new/", saved_views.NewListView.as_view(), name="list_new"),
    path("lists/rename/", saved_views.RenameListView.as_view(), name="list_rename"),
    path("lists/give-up/", saved_views.GiveUpListView.as_view(), name="list_give_up"),
    path("lists/keep/", saved_views.KeepListView.as_view(), name="list_keep"),
    path("lists/take-out/", saved_views.TakeOutView.as_view(), name="list_take_out"),
    path("lists/choose/", saved_views.ChooseListsView.as_view(), name="list_choose"),
    path("lists/put/", saved_views.PutIntoListsView.as_view(), name="list_put"),
    path("lists/shared/", saved_views.SharedListView.as_view(), name="shared_list"),
    path("lists/shared.geojson", feed_views.SharedGeoJSONView.as_view(), name="shared_list_geojson"),
    path("lists/shared.csv", feed_views.SharedTableView.as_view(), name="shared_list_csv"),
]
