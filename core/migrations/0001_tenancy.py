from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from core.tenancy.operations import CreateTenancyFunctions


class Migration(migrations.Migration):
    dependencies = []

    operations = [CreateTenancyFunctions(), TrigramExtension()]
