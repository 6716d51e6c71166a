import django.db.models.deletion
from django.db import migrations, models

from core.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_tenancy"),
        ("enterprises", "0001_initial"),
        ("partnerships", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Network",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="name in English")),
                ("sort_key", models.CharField(max_length=180)),
                ("purpose", models.TextField(verbose_name="purpose")),
                ("purpose_en", models.TextField(blank=True, verbose_name="purpose in English")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("closed", "Closed")], default="active", max_length=8
                    ),
                ),
                ("founded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "is_published",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("state", "active")), then=models.Value(True)),
                            default=models.Value(False),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.partnership"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enterprises.organisationkind",
                        verbose_name="theme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NetworkMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(choices=[("joined", "Member"), ("left", "Left")], default="joined", max_length=6),
                ),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "is_published",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("state", "joined")), then=models.Value(True)),
                            default=models.Value(False),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="networks.network"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="network_memberships",
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
        migrations.AddConstraint(
            model_name="network",
            constraint=models.UniqueConstraint(fields=("partnership", "slug"), name="network_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="networkmembership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "joined")),
                fields=("network", "organisation"),
                name="network_membership_once",
            ),
        ),
        BuildWall("network", "public"),
        BuildWall("networkmembership", "public"),
    ]
