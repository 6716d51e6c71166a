"""Fair trade has a kind of paper of its own."""

from django.db import migrations, models

_KINDS = [
    ("certificate", "Certificate of registration"),
    ("statute", "Statute"),
    ("tax_clearance", "Tax clearance"),
    ("hygiene", "Hygiene certificate"),
    ("organic", "Organic certificate"),
    ("fair_trade", "Fair trade certificate"),
    ("other", "Other document"),
]


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0008_products_change_names")]

    operations = [
        migrations.AlterField(
            "document", "kind", models.CharField(choices=_KINDS, max_length=20, verbose_name="kind of document")
        ),
        migrations.AlterField(
            "foundingstepkind", "document_kind", models.CharField(choices=_KINDS, default="other", max_length=20)
        ),
    ]
