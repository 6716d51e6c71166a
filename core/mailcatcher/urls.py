from django.urls import path

from core.mailcatcher import views

app_name = "mailcatcher"

urlpatterns = [
    path("", views.MessageList.as_view(), name="list"),
    path("empty/", views.EmptyMailbox.as_view(), name="empty"),
    path("<slug:name>/", views.MessageDetail.as_view(), name="message"),
    path("<slug:name>/html/", views.MessageHtml.as_view(), name="html"),
    path("<slug:name>/raw/", views.MessageRaw.as_view(), name="raw"),
]
