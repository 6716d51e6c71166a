from django.db import migrations

from core.tenancy.operations import CreateTenancyFunctions


class Migration(migrations.Migration):
    dependencies = []

    operations = [CreateTenancyFunctions()]
