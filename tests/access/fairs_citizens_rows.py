"""What citizens take along of fairs."""

from tests.access.fairs_rows import fair, tenant
from tests.access.matrix import Row, everybody

ROWS = [
    Row("national_fairs", "GET", everybody(200)),
    Row("national_fair_calendar", "GET", everybody(200)),
    Row("national_fair_feed", "GET", everybody(200)),
    Row("national_fair_points", "GET", everybody(200)),
    Row("fair_calendar", "GET", everybody(200), kwargs=tenant),
    Row("fair_feed", "GET", everybody(200), kwargs=tenant),
    Row("fair_ics", "GET", everybody(200), kwargs=fair),
]
