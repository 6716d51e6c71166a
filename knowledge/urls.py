"""Pages of this app."""

from django.urls import path

from knowledge.views import articles, digests, editing, subscriptions

urlpatterns = [
    path("knowledge/", articles.ArticleListView.as_view(), name="article_list"),
    path("knowledge/<slug:slug>/", articles.ArticleView.as_view(), name="article_detail"),
    path("subscribe/", subscriptions.SubscribeView.as_view(), name="subscribe"),
    path("subscribe/sent/", subscriptions.SentView.as_view(), name="subscribe_sent"),
    path("subscribe/confirm/<str:token>/", subscriptions.ConfirmView.as_view(), name="subscription_confirm"),
    path("subscription/<str:token>/", subscriptions.PreferencesView.as_view(), name="subscription_preferences"),
    path("subscription/<str:token>/erase/", subscriptions.EraseView.as_view(), name="subscription_erase"),
    path("unsubscribe/<str:token>/", subscriptions.UnsubscribeView.as_view(), name="unsubscribe"),
    path("manage/articles/", editing.ManageArticlesView.as_view(), name="manage_articles"),
    path("manage/articles/new/", editing.WriteView.as_view(), name="article_new"),
    path("manage/articles/<int:pk>/", editing.EditView.as_view(), name="article_edit"),
    path("manage/articles/<int:pk>/preview/", editing.PreviewView.as_view(), name="article_preview"),
    path("manage/articles/<int:pk>/publish/", editing.PublishView.as_view(), name="article_publish"),
    path("manage/articles/<int:pk>/archive/", editing.ArchiveView.as_view(), name="article_archive"),
    path("manage/subscribers/", digests.SubscribersView.as_view(), name="manage_subscribers"),
    path("manage/digest/", digests.DigestView.as_view(), name="manage_digest"),
]
