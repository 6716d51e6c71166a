"""Is the process alive, and are the parts it stands on there?"""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.generic import View
from redis import Redis, RedisError

from core.models import Heartbeat

BEAT_IS_LATE_AFTER = timedelta(seconds=60)


class HealthView(View):
    """`/healthz`: the process answers."""

    def get(self, request):
        return HttpResponse("ok", content_type="text/plain")


class ReadyView(View):
    """`/readyz`: 200 when database, migrations, Redis and beat's heartbeat are there, else 503; which one, in JSON."""

    def get(self, request):
        parts = readiness()
        return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def readiness():
    """Return {part: is it there}."""
    database = _database_answers()
    return {
        "database": database,
        "migrations": database and _is_migrated(),
        "redis": _redis_answers(),
        "beat": database and _beat_is_alive(),
    }


def _database_answers():
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True


def _is_migrated():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _redis_answers():
    try:
        return Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2).ping()
    except RedisError:
        return False


def _beat_is_alive():
    try:
        beat = Heartbeat.objects.filter(name="beat").first()
    except DatabaseError:
        return False
    return beat is not None and timezone.now() - beat.seen_at < BEAT_IS_LATE_AFTER
