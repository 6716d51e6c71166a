from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_search_samples"),
    ]

    operations = [
        migrations.AlterField(
            model_name="searchentry",
            name="municipality",
            field=models.SlugField(blank=True, db_index=False, max_length=80),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="region",
            field=models.SlugField(blank=True, db_index=False, max_length=60),
        ),
    ]
