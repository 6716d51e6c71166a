import django.contrib.postgres.indexes
from django.db import migrations, models


def _sample(depth):
    return migrations.AddIndex(
        model_name="searchentry",
        index=django.contrib.postgres.indexes.GinIndex(
            condition=models.Q(("dice__gte", depth)),
            fastupdate=False,
            fields=["vector"],
            name=f"search_entry_sample_{depth}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0004_search_storage")]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="dice",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RemoveIndex(model_name="searchentry", name="search_entry_point"),
        *(_sample(depth) for depth in range(1, 5)),
    ]
