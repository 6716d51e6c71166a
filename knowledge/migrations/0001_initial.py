import datetime
import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from core.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_tenancy"),
        ("partnerships", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("code", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("label_el", models.CharField(max_length=200)),
                ("label_en", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                ("covers_from", models.DateTimeField()),
                ("covers_until", models.DateTimeField()),
                ("filled_to", models.BigIntegerField(default=0)),
                ("built_at", models.DateTimeField(null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
            ],
            options={
                "ordering": ["-due_at"],
            },
        ),
        migrations.CreateModel(
            name="DigestSchedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "every_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="days between two digests",
                    ),
                ),
                ("next_due_at", models.DateTimeField(verbose_name="next digest")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254)),
                (
                    "language",
                    models.CharField(choices=[("el", "Greek"), ("en", "English")], default="el", max_length=5),
                ),
                (
                    "target_groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for confirmation"),
                            ("confirmed", "Confirmed"),
                            ("unsubscribed", "Unsubscribed"),
                        ],
                        default="pending",
                        max_length=12,
                    ),
                ),
                ("confirm_hash", models.CharField(blank=True, max_length=64)),
                ("confirm_until", models.DateTimeField(null=True)),
                ("wish", models.JSONField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("unsubscribed_at", models.DateTimeField(null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="knowledge.digest"
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="knowledge.subscription",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
            },
        ),
        migrations.CreateModel(
            name="ConsentProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for the digest"),
                            ("confirmed", "Confirmed by mail"),
                            ("changed", "Changed the choices"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text_shown", models.TextField()),
                ("language", models.CharField(max_length=5)),
                ("origin_hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proofs", to="knowledge.subscription"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=160, verbose_name="title in English")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="summary")),
                ("summary_en", models.CharField(blank=True, max_length=300, verbose_name="summary in English")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("body_en", models.TextField(blank=True, verbose_name="text in English")),
                (
                    "target_groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("archived", "Archived")],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "is_published",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("state", "published")), then=models.Value(True)),
                            default=models.Value(False),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_published", True)),
                        fields=["partnership", "-published_at"],
                        name="article_newest",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["target_groups"], name="knowledge_a_target__3758dd_gin"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "slug"), name="article_slug_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="article_published_on_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("summary", ""), ("body", ""), _connector="OR", _negated=True),
                            _connector="OR",
                        ),
                        name="article_published_whole",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(fields=("partnership", "due_at"), name="digest_due_once"),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("built_at__isnull", True)), fields=("partnership",), name="digest_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="digestschedule",
            constraint=models.UniqueConstraint(fields=("partnership",), name="digest_schedule_once"),
        ),
        migrations.AddConstraint(
            model_name="digestschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_days__range", (1, 90))), name="digest_schedule_rhythm"
            ),
        ),
        migrations.AddConstraint(
            model_name="digestschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "next_due_at__range",
                        (
                            datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="digest_schedule_sane_years",
            ),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(
                condition=models.Q(("confirm_hash", ""), _negated=True),
                fields=["confirm_hash"],
                name="subscription_to_confirm",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                models.F("partnership"), django.db.models.functions.text.Lower("email"), name="subscription_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("digest", "subscription"), name="delivery_once"),
        ),
        BuildWall("article", "public"),
        BuildWall("subscription", "tenant"),
        BuildWall("consentproof", "tenant"),
        BuildWall("digestschedule", "tenant"),
        BuildWall("digest", "tenant"),
        BuildWall("delivery", "tenant"),
    ]
