from fairs.models.aftermath import FairReport, SurveyAnswer, VisitorCount
from fairs.models.allocations import AllocationPolicy, AllocationRun, Placement, PlacementMove, PriorityClass
from fairs.models.applications import (
    Application,
    ApplicationAnswer,
    ApplicationDocument,
    ApplicationProduct,
    NeighbourWish,
)
from fairs.models.authorisations import AuthorisationRoute, AuthorisationStep
from fairs.models.calls import DocumentRequest, FormQuestion
from fairs.models.day import CheckIn, Incident, ProgrammeEvent
from fairs.models.decisions import DecisionDossier, MoreAsked, MunicipalDecision
from fairs.models.fairs import BudgetLine, Fair, FairDay, FairPerson, Regulation
from fairs.models.offers import Fee, StandOffer
from fairs.models.reminders import FairReminder
from fairs.models.reviews import FairReviewer, Review, ReviewCriterion, Score
from fairs.models.series import FairSeries
from fairs.models.stands import Stand, VenuePlan

__all__ = [
    "AllocationPolicy",
    "AllocationRun",
    "Application",
    "ApplicationAnswer",
    "ApplicationDocument",
    "ApplicationProduct",
    "AuthorisationRoute",
    "AuthorisationStep",
    "BudgetLine",
    "CheckIn",
    "DecisionDossier",
    "DocumentRequest",
    "Fair",
    "FairDay",
    "FairPerson",
    "FairReminder",
    "FairReport",
    "FairReviewer",
    "FairSeries",
    "Fee",
    "FormQuestion",
    "Incident",
    "MoreAsked",
    "MunicipalDecision",
    "NeighbourWish",
    "Placement",
    "PlacementMove",
    "PriorityClass",
    "ProgrammeEvent",
    "Regulation",
    "Review",
    "ReviewCriterion",
    "Score",
    "Stand",
    "StandOffer",
    "SurveyAnswer",
    "VenuePlan",
    "VisitorCount",
]
