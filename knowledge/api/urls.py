"""API addresses of this app."""

from django.urls import path

from knowledge.api import views

urlpatterns = [
    path("topics/", views.TopicList.as_view(), name="api_topic_list"),
    path("articles/", views.ArticleList.as_view(), name="api_article_list"),
    path("articles/<int:pk>/", views.ArticleDetail.as_view(), name="api_article_detail"),
    path("<slug:partnership>/subscribe/", views.Subscribe.as_view(), name="api_subscribe"),
]
