"""API addresses of this app."""

from django.urls import path

from fairs.api import authorisations, offers, organising, reports, reviews
from fairs.api.applications import (
    ApplicationPaper,
    OwnApplication,
    OwnApplications,
    SubmitApplication,
    WithdrawApplication,
)
from fairs.api.check_ins import CheckIns
from fairs.api.programme import FairProgramme
from fairs.api.stands import FairPlan
from fairs.api.views import FairDetail, FairList

APPLICATION = "<slug:partnership>/applications/<int:pk>/"

urlpatterns = [
    path("fairs/", FairList.as_view(), name="api_fair_list"),
    path("fairs/<int:pk>/", FairDetail.as_view(), name="api_fair_detail"),
    path("fairs/<int:pk>/check-ins/", CheckIns.as_view(), name="api_fair_check_ins"),
    path("fairs/<int:pk>/programme/", FairProgramme.as_view(), name="api_fair_programme"),
    path("<slug:partnership>/offers/", offers.OwnOffers.as_view(), name="api_own_offer_list"),
    path("<slug:partnership>/offers/<int:pk>/confirm/", offers.ConfirmOffer.as_view(), name="api_offer_confirm"),
    path("<slug:partnership>/offers/<int:pk>/decline/", offers.DeclineOffer.as_view(), name="api_offer_decline"),
    path("<slug:partnership>/offers/<int:pk>/recall/", offers.RecallOffer.as_view(), name="api_offer_recall"),
    path("<slug:partnership>/fairs/<slug:fair>/fees/", offers.FairFees.as_view(), name="api_fair_fee_list"),
    path("<slug:partnership>/fees/<int:pk>/<slug:step>/", offers.FeeStep.as_view(), name="api_fee_step"),
    path(
        "<slug:partnership>/fairs/<slug:fair>/authorisation/", authorisations.Chain.as_view(), name="api_authorisation"
    ),
    path("<slug:partnership>/authorisation-steps/", authorisations.OwnSteps.as_view(), name="api_authorisation_steps"),
    path(
        "<slug:partnership>/authorisation-steps/<int:pk>/<slug:step>/",
        authorisations.Step.as_view(),
        name="api_authorisation_step",
    ),
    path("fairs/<int:pk>/plan/", FairPlan.as_view(), name="api_fair_plan"),
    path("<slug:partnership>/fairs/", organising.OwnFairs.as_view(), name="api_own_fairs"),
    path("<slug:partnership>/fairs/<slug:fair>/", organising.OwnFair.as_view(), name="api_own_fair"),
    path("<slug:partnership>/fairs/<slug:fair>/hours/", organising.OwnFairHours.as_view(), name="api_own_fair_hours"),
    path(
        "<slug:partnership>/fairs/<slug:fair>/steps/<slug:step>/",
        organising.OwnFairStep.as_view(),
        name="api_own_fair_step",
    ),
    path(
        "<slug:partnership>/fairs/<slug:fair>/cancel/", organising.CancelOwnFair.as_view(), name="api_own_fair_cancel"
    ),
    path("<slug:partnership>/series/", organising.OwnSeriesList.as_view(), name="api_own_series_list"),
    path("<slug:partnership>/series/<slug:series>/", organising.OwnSeries.as_view(), name="api_own_series"),
    path(
        "<slug:partnership>/series/<slug:series>/steps/<slug:step>/",
        organising.OwnSeriesStep.as_view(),
        name="api_own_series_step",
    ),
    path(
        "<slug:partnership>/series/<slug:series>/copy/",
        organising.CopyLastEdition.as_view(),
        name="api_own_series_copy",
    ),
    path("fairs/<int:pk>/report/", reports.PublicReport.as_view(), name="api_fair_report"),
    path("<slug:partnership>/reviews/", reviews.OwnReviews.as_view(), name="api_review_list"),
    path("<slug:partnership>/reviews/<int:pk>/", reviews.OwnReview.as_view(), name="api_review"),
    path(
        "<slug:partnership>/reviews/<int:pk>/conflict/", reviews.DeclareConflict.as_view(), name="api_review_conflict"
    ),
    path("<slug:partnership>/applications/", OwnApplications.as_view(), name="api_own_application_list"),
    path(APPLICATION, OwnApplication.as_view(), name="api_own_application"),
    path(APPLICATION + "submit/", SubmitApplication.as_view(), name="api_own_application_submit"),
    path(APPLICATION + "withdraw/", WithdrawApplication.as_view(), name="api_own_application_withdraw"),
    path(APPLICATION + "documents/<slug:kind>/", ApplicationPaper.as_view(), name="api_own_application_document"),
]
