from fairs.models.aftermath import FairReport, SurveyAnswer, SurveyInvitation, VisitorCount
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
from fairs.models.offers import Exemption, Fee, ParticipationContract, PaymentWay, StandOffer
from fairs.models.reminders import FairReminder
from fairs.models.reviews import FairReviewer, Review, ReviewCriterion, Score
from fairs.models.series import FairSeries
from fairs.models.stands import PlanChange, Stand, StandKind, VenuePlan

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
    "Exemption",
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
    "ParticipationContract",
    "PaymentWay",
    "Placement",
    "PlacementMove",
    "PlanChange",
    "PriorityClass",
    "ProgrammeEvent",
    "Regulation",
    "Review",
    "ReviewCriterion",
    "Score",
    "Stand",
    "StandKind",
    "StandOffer",
    "SurveyAnswer",
    "SurveyInvitation",
    "VenuePlan",
    "VisitorCount",
]
