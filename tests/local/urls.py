"""The platform's addresses with the mail catcher's pages, which the settings of the tests leave out."""

from django.urls import include, path

from config.urls import urlpatterns as platform

urlpatterns = [path("dev/mail/", include("core.mailcatcher.urls")), *platform]
