import django.contrib.postgres.fields
from django.db import migrations, models

import core.models.spans

# What is counted must never leave the row, however much else is in it.
KEPT = ("kind", "region", "municipality", "facets")
KEEP_IN_ROWS = [f'ALTER TABLE "core_searchentry" ALTER COLUMN "{column}" SET STORAGE MAIN' for column in KEPT]
LET_OUT = [f'ALTER TABLE "core_searchentry" ALTER COLUMN "{column}" SET STORAGE EXTENDED' for column in KEPT]


class Migration(migrations.Migration):
    dependencies = [("core", "0002_models")]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="facets",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="opens",
            field=core.models.spans.SpansField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["sort_key", "id"], name="search_entry_by_name"),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["kind", "region", "sort_key", "id"], name="search_entry_of_region"),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["kind", "sort_key", "id"], name="search_entry_of_kind"),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["kind", "-changed_at", "-id"], name="search_entry_newest"),
        ),
        migrations.RunSQL(KEEP_IN_ROWS, LET_OUT),
    ]
