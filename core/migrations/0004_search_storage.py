from django.db import migrations

# Counts, lists and maps read many rows, but neither vectors nor long texts: those two live out of line, and all else
# in the row. Vectors stay unpacked there, since ranking reads each several times; and nothing is planned by what
# stands in them, so that gathering statistics needn't read them.
STORE = """
    ALTER TABLE "core_searchentry" SET (toast_tuple_target = 640);
    ALTER TABLE "core_searchentry" ALTER COLUMN "vector" SET STORAGE EXTERNAL;
    ALTER TABLE "core_searchentry" ALTER COLUMN "vector" SET STATISTICS 0;
"""
STORE_AS_BEFORE = """
    ALTER TABLE "core_searchentry" SET (toast_tuple_target = 256);
    ALTER TABLE "core_searchentry" ALTER COLUMN "vector" SET STORAGE EXTENDED;
    ALTER TABLE "core_searchentry" ALTER COLUMN "vector" SET STATISTICS -1;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_search_choices")]

    operations = [migrations.RunSQL(STORE, STORE_AS_BEFORE)]
