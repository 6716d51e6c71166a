"""What search engines look for at the root of a site; in no language."""

from django.urls import path

from core.search.feed_views import RobotsView, SitemapView

urlpatterns = [
    path("robots.txt", RobotsView.as_view(), name="robots"),
    path("sitemap.xml", SitemapView.as_view(), name="sitemap"),
    path("sitemap-pages.xml", SitemapView.as_view(), {"part": "pages"}, name="sitemap_pages"),
    path("sitemap-<int:part>.xml", SitemapView.as_view(), name="sitemap_part"),
]
