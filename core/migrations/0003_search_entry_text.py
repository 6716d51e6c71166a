from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

# Vectors are wide and rarely read, counts and facets read many rows: so vectors live out of line.
NARROW_ROWS = 'ALTER TABLE "core_searchentry" SET (toast_tuple_target = 256)'
USUAL_ROWS = 'ALTER TABLE "core_searchentry" RESET (toast_tuple_target)'


class Migration(migrations.Migration):
    dependencies = [("core", "0002_models")]

    operations = [
        migrations.RemoveIndex("searchentry", "search_sounds"),
        migrations.RemoveField("searchentry", "sounds"),
        migrations.RemoveField("searchentry", "snippet"),
        migrations.RemoveIndex("searchentry", "core_search_vector_6b1196_gin"),
        migrations.AddIndex("searchentry", GinIndex(fields=["vector"], name="search_entry_vector", fastupdate=False)),
        migrations.AddField("searchentry", "text", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField(
            "searchentry", "text_en", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "searchentry", "place", models.CharField(blank=True, default="", max_length=120), preserve_default=False
        ),
        migrations.AddField(
            "searchentry", "place_en", models.CharField(blank=True, default="", max_length=120), preserve_default=False
        ),
        migrations.AddField(
            "searchentry", "sort_key", models.CharField(blank=True, default="", max_length=250), preserve_default=False
        ),
        migrations.AlterField("searchentry", "region", models.SlugField(blank=True, max_length=60)),
        migrations.AlterField("searchentry", "lat", models.FloatField(blank=True, null=True)),
        migrations.AlterField("searchentry", "lng", models.FloatField(blank=True, null=True)),
        migrations.AddIndex("searchentry", models.Index(fields=["lat", "lng"], name="search_entry_point")),
        migrations.RunSQL(NARROW_ROWS, USUAL_ROWS),
    ]
