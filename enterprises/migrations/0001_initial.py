import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_tenancy"),
        ("core", "0002_models"),
        ("partnerships", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LegalForm",
            fields=[
                ("code", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("label_el", models.CharField(max_length=200)),
                ("label_en", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("law", models.CharField(blank=True, max_length=120)),
                ("min_members", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("min_members_note_el", models.CharField(blank=True, max_length=200)),
                ("min_members_note_en", models.CharField(blank=True, max_length=200)),
                (
                    "vulnerable_share",
                    models.PositiveSmallIntegerField(blank=True, help_text="Per cent of the members", null=True),
                ),
                ("gemi_legal_type_id", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_verified", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NaceSection",
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
            name="OrganisationKind",
            fields=[
                ("code", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("label_el", models.CharField(max_length=200)),
                ("label_en", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("short_el", models.CharField(blank=True, max_length=80)),
                ("short_en", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NationalImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("delimiter", models.CharField(default=",", max_length=1)),
                ("header", models.JSONField(default=list)),
                ("header_key", models.CharField(max_length=64)),
                ("mapping", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Waiting for the columns"),
                            ("previewed", "Waiting for confirmation"),
                            ("importing", "Being imported"),
                            ("imported", "Imported"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="uploaded",
                        max_length=9,
                    ),
                ),
                ("publish", models.BooleanField(default=True, verbose_name="publish at once")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("rows", models.JSONField(default=list)),
                ("unplaced", models.JSONField(default=list)),
                ("partnership_ids", models.JSONField(default=list)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("delimiter", models.CharField(default=",", max_length=1)),
                ("header", models.JSONField(default=list)),
                ("header_key", models.CharField(max_length=64)),
                ("mapping", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Waiting for the columns"),
                            ("previewed", "Waiting for confirmation"),
                            ("importing", "Being imported"),
                            ("imported", "Imported"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="uploaded",
                        max_length=9,
                    ),
                ),
                ("publish", models.BooleanField(default=True, verbose_name="publish at once")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("counts", models.JSONField(default=dict)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "national_import",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enterprises.nationalimport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                ("name", models.CharField(max_length=200, verbose_name="name in Greek")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("sort_key", models.CharField(max_length=220)),
                ("municipality_is_guess", models.BooleanField(default=False)),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("postcode", models.CharField(blank=True, max_length=10, verbose_name="postcode")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, verbose_name="description in English")),
                (
                    "target_groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="target groups",
                    ),
                ),
                ("is_organic", models.BooleanField(default=False, verbose_name="organic products")),
                ("lat", models.FloatField(blank=True, null=True)),
                ("lng", models.FloatField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unclaimed", "Not yet claimed by its people"),
                            ("draft", "Draft"),
                            ("submitted", "Waiting for approval"),
                            ("active", "Active"),
                            ("suspended", "Suspended"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "is_published",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("state__in", ["unclaimed", "active"])), then=models.Value(True)),
                            default=models.Value(False),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "legal_form",
                    models.ForeignKey(
                        default="other",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enterprises.legalform",
                        verbose_name="legal form",
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
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enterprises.organisationkind",
                        verbose_name="what it is",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField()),
                ("cells", models.JSONField()),
                ("values", models.JSONField(default=dict)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "New"),
                            ("update", "Update"),
                            ("unchanged", "Unchanged"),
                            ("duplicate", "Duplicate"),
                            ("wrong", "Wrong"),
                            ("elsewhere", "Of another region"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("reason_data", models.JSONField(default=dict)),
                ("warnings", models.JSONField(default=list)),
                ("changes", models.JSONField(default=dict)),
                ("is_guess", models.BooleanField(default=False)),
                ("is_written", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="enterprises.importbatch"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="enterprises.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrganisationRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("afm", models.CharField(blank=True, max_length=9, verbose_name="tax number")),
                (
                    "kalo_number",
                    models.CharField(blank=True, max_length=20, verbose_name="Social Economy Registry number"),
                ),
                ("gemi_number", models.CharField(blank=True, max_length=12, verbose_name="business registry number")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="contact e-mail")),
                ("decision_reason", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="record",
                        to="enterprises.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="name in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="producer's price",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=30, verbose_name="unit")),
                ("is_organic", models.BooleanField(default=False, verbose_name="organic")),
                (
                    "state",
                    models.CharField(
                        choices=[("listed", "Listed"), ("hidden", "Hidden")], default="listed", max_length=6
                    ),
                ),
                ("organisation_is_public", models.BooleanField(default=False)),
                (
                    "is_published",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("organisation_is_public", True), ("state", "listed")),
                                then=models.Value(True),
                            ),
                            default=models.Value(False),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="products",
                        to="enterprises.organisation",
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
                "ordering": ["name"],
            },
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(fields=["partnership", "-id"], name="enterprises_partner_24e831_idx"),
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(fields=["partnership", "header_key"], name="enterprises_partner_446c71_idx"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.UniqueConstraint(
                fields=("partnership", "national_import"), name="import_batch_once_a_partnership"
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["batch", "verdict", "line"], name="enterprises_batch_i_a2ec7e_idx"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("batch", "line"), name="import_row_once"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(("is_published", True)),
                fields=["partnership", "sort_key", "id"],
                name="organisation_directory",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(("is_published", True)), fields=["sort_key", "id"], name="organisation_national"
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(("is_published", True)), fields=["-published_at"], name="organisation_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["partnership", "state"], name="enterprises_partner_f10ad6_idx"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(fields=("partnership", "slug"), name="organisation_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lat", None), ("lng", None)),
                    models.Q(("lat__range", (34, 42.5)), ("lng__range", (19, 30.5))),
                    _connector="OR",
                ),
                name="organisation_in_greece",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationrecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("afm", ""), _negated=True),
                fields=("partnership", "afm"),
                name="organisation_afm_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="product_name_once"),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("price", None), ("price__gte", 0), _connector="OR"),
                name="product_price_not_negative",
            ),
        ),
        BuildWall("organisation", "public"),
        BuildWall("organisationrecord", "tenant"),
        BuildWall("importbatch", "tenant"),
        BuildWall("importrow", "tenant"),
        BuildWall("product", "public"),
    ]
