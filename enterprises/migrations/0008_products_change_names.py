"""Two products may change names with each other in one statement."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0007_founding_rules")]

    operations = [
        migrations.RemoveConstraint("product", "product_name_once"),
        migrations.AddConstraint(
            "product",
            models.UniqueConstraint(
                fields=["organisation", "name"], name="product_name_once", deferrable=models.Deferrable.IMMEDIATE
            ),
        ),
    ]
