import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from core.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_tenancy"),
        ("enterprises", "0001_initial"),
        ("partnerships", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=160, verbose_name="title in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("social_economy", "Social economy"),
                            ("organic", "Organic products"),
                            ("green", "Green development"),
                            ("mixed", "Mixed"),
                        ],
                        default="mixed",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("venue", models.CharField(max_length=160, verbose_name="venue")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("apply_by", models.DateField(verbose_name="applications until")),
                ("capacity", models.PositiveSmallIntegerField(verbose_name="stands")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, verbose_name="description in English")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("call_open", "Open for applications"),
                            ("call_closed", "Applications closed"),
                            ("published", "Participants announced"),
                            ("closed", "Over"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=11,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "is_published",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(
                                    ("state__in", ["call_open", "call_closed", "published", "closed", "cancelled"])
                                ),
                                then=models.Value(True),
                            ),
                            default=models.Value(False),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("products_shown", models.TextField(verbose_name="what you will show")),
                ("needs", models.TextField(blank=True, verbose_name="what you need (power, water, space)")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Waiting for the municipality"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        max_length=9,
                    ),
                ),
                ("submitted_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fair_applications",
                        to="enterprises.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="fairs.fair"
                    ),
                ),
            ],
            options={
                "ordering": ["submitted_at"],
            },
        ),
        migrations.AddIndex(
            model_name="fair",
            index=models.Index(condition=models.Q(("is_published", True)), fields=["starts_on"], name="fair_calendar"),
        ),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.UniqueConstraint(fields=("partnership", "slug"), name="fair_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="fair_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.CheckConstraint(
                condition=models.Q(("apply_by__lte", models.F("starts_on"))), name="fair_call_ends_before_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_on__lt",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_on"), "+", models.Value(datetime.timedelta(days=60))
                        ),
                    )
                ),
                name="fair_of_sane_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("apply_by__range", (datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))),
                    ("starts_on__range", (datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))),
                ),
                name="fair_within_sane_years",
            ),
        ),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__range", (1, 2000))), name="fair_has_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("fair", "organisation"),
                name="application_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="application_refusal_has_reason",
            ),
        ),
        BuildWall("fair", "public"),
        BuildWall("application", "tenant"),
    ]
