from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0010_distinct_pairs")]

    operations = [
        migrations.AddField(
            model_name="facility",
            name="fortnightly",
            field=models.JSONField(blank=True, default=dict, verbose_name="days of every second week"),
        ),
    ]
