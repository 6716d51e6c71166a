import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_tenancy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_el", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("nuts2", models.CharField(max_length=4, unique=True)),
                ("iso_3166_2", models.CharField(max_length=6, unique=True)),
                ("official_name_el", models.CharField(max_length=120)),
                ("seat_el", models.CharField(max_length=60)),
                ("seat_en", models.CharField(max_length=60)),
                ("lat", models.FloatField()),
                ("lng", models.FloatField()),
            ],
            options={
                "ordering": ["nuts2"],
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                ("code", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("label_el", models.CharField(max_length=200)),
                ("label_en", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("group_class", models.CharField(max_length=20)),
                ("basis", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name_el", models.CharField(max_length=160)),
                ("name_en", models.CharField(max_length=160)),
                ("about_el", models.TextField(blank=True)),
                ("about_en", models.TextField(blank=True)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="partnerships.region",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="RegionalUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_el", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
                ("ypes_code", models.CharField(max_length=4, unique=True)),
                ("nuts3", models.CharField(max_length=5)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="partnerships.region"
                    ),
                ),
            ],
            options={
                "ordering": ["ypes_code"],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_el", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name_short_el", models.CharField(max_length=100)),
                ("name_elot743", models.CharField(max_length=120)),
                ("lat", models.FloatField()),
                ("lng", models.FloatField()),
                ("coord_method", models.CharField(max_length=40)),
                ("sort_key", models.CharField(db_index=True, max_length=120)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="partnerships.region",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="partnerships.regionalunit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "municipalities",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partner_class",
                    models.CharField(
                        choices=[("1-municipality", "Municipality"), ("2-state", "Other public body")], max_length=15
                    ),
                ),
                ("name_el", models.CharField(max_length=160)),
                ("name_en", models.CharField(max_length=160)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "is_published",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("until__isnull", True)), then=models.Value(True)),
                            default=models.Value(False),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="partnerships.municipality",
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
                "ordering": ["partner_class", "name_el"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("partnership", "municipality"),
                        name="partner_municipality_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("partner_class", "2-state"), ("municipality__isnull", False), _connector="OR"
                        ),
                        name="partner_municipality_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Platform administrator"),
                            ("coordinator", "Coordinator"),
                            ("editor", "Editor"),
                            ("observer", "Observer"),
                            ("officer", "Municipal officer"),
                            ("deputy", "Deputy municipal officer"),
                            ("manager", "Organisation manager"),
                            ("contributor", "Organisation contributor"),
                            ("steward", "Network steward"),
                        ],
                        max_length=15,
                    ),
                ),
                ("subject_id", models.BigIntegerField(blank=True, null=True)),
                ("subject_label", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.municipality",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.partnership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("municipality", None),
                                ("partnership", None),
                                ("role", "administrator"),
                                ("subject_id", None),
                            ),
                            models.Q(
                                ("municipality", None),
                                ("partnership__isnull", False),
                                ("role__in", ["coordinator", "editor", "observer"]),
                                ("subject_id", None),
                            ),
                            models.Q(
                                ("municipality__isnull", False),
                                ("partnership__isnull", False),
                                ("role__in", ["officer", "deputy"]),
                                ("subject_id", None),
                            ),
                            models.Q(
                                ("municipality", None),
                                ("partnership__isnull", False),
                                ("role__in", ["manager", "contributor"]),
                                ("subject_id__isnull", False),
                            ),
                            models.Q(("municipality", None), ("partnership__isnull", False), ("role", "steward")),
                            _connector="OR",
                        ),
                        name="invitation_scope_fits",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                        fields=("email", "role", "partnership", "municipality", "subject_id"),
                        name="invitation_open_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Platform administrator"),
                            ("coordinator", "Coordinator"),
                            ("editor", "Editor"),
                            ("observer", "Observer"),
                            ("officer", "Municipal officer"),
                            ("deputy", "Deputy municipal officer"),
                            ("manager", "Organisation manager"),
                            ("contributor", "Organisation contributor"),
                            ("steward", "Network steward"),
                        ],
                        max_length=15,
                    ),
                ),
                ("subject_id", models.BigIntegerField(blank=True, null=True)),
                ("subject_label", models.CharField(blank=True, max_length=200)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.municipality",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["partnership", "role", "subject_id"], name="partnership_partner_8839d9_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("municipality", None),
                                ("partnership", None),
                                ("role", "administrator"),
                                ("subject_id", None),
                            ),
                            models.Q(
                                ("municipality", None),
                                ("partnership__isnull", False),
                                ("role__in", ["coordinator", "editor", "observer"]),
                                ("subject_id", None),
                            ),
                            models.Q(
                                ("municipality__isnull", False),
                                ("partnership__isnull", False),
                                ("role__in", ["officer", "deputy"]),
                                ("subject_id", None),
                            ),
                            models.Q(
                                ("municipality", None),
                                ("partnership__isnull", False),
                                ("role__in", ["manager", "contributor"]),
                                ("subject_id__isnull", False),
                            ),
                            models.Q(("municipality", None), ("partnership__isnull", False), ("role", "steward")),
                            _connector="OR",
                        ),
                        name="role_scope_fits",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("user", "role", "partnership", "municipality", "subject_id"),
                        name="role_held_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        BuildWall("partner", "public"),
    ]
