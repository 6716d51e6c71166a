"""API addresses of places, partnerships and target groups."""

from rest_framework.routers import SimpleRouter

from partnerships.api import viewsets

router = SimpleRouter()
router.register("regions", viewsets.RegionViewSet, basename="api_region")
router.register("municipalities", viewsets.MunicipalityViewSet, basename="api_municipality")
router.register("partnerships", viewsets.PartnershipViewSet, basename="api_partnership")
router.register("target-groups", viewsets.TargetGroupViewSet, basename="api_target_group")

urlpatterns = router.urls
