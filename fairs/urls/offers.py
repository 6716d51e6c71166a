"""Confirmations and fees."""

from django.urls import path

from fairs.views import fees, offers

STAND = "applications/<int:application>/stand/"

urlpatterns = [
    path(STAND, offers.OwnStandView.as_view(), name="application_stand"),
    path(STAND + "<int:offer>/confirm/", offers.ConfirmOfferView.as_view(), name="offer_confirm"),
    path(STAND + "<int:offer>/decline/", offers.DeclineOfferView.as_view(), name="offer_decline"),
    path(STAND + "<int:offer>/contract/", offers.ContractView.as_view(), name="offer_contract"),
    path("fairs/<slug:fair>/offers/", offers.FairOffersView.as_view(), name="fair_offers"),
    path("fairs/<slug:fair>/offers/<int:offer>/recall/", offers.RecallOfferView.as_view(), name="offer_recall"),
    path("fairs/<slug:fair>/stands/<int:stand>/offer/", offers.OfferFreeStandView.as_view(), name="stand_offer"),
    path("fairs/<slug:fair>/fees/", fees.FeesView.as_view(), name="fair_fees"),
    path("fairs/<slug:fair>/fees/<slug:ending>/", fees.FeeExportView.as_view(), name="fee_export"),
    path("fairs/<slug:fair>/fees/<int:fee>/<slug:step>/", fees.FeeStepView.as_view(), name="fee_step"),
]
