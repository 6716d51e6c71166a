"""The wall between tenants, held against every model and against a pool of one connection."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction

from core.tenancy import TenancyError, Wall, activate, current_or_none, declared_wall, platform
from core.tenancy.operations import is_always_published
from tests import wall_rows
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import PartnershipFactory

MODELS = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
WALLED = [model for model in MODELS if declared_wall(model) in (Wall.TENANT, Wall.PUBLIC)]


def _policies():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'"
        )
        found = {}
        for table, name, command, qual, check in cursor.fetchall():
            found.setdefault(table, {})[name] = (command, qual or "", check or "")
    return found


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_declares_its_wall(model):
    assert isinstance(declared_wall(model), Wall)


def test_policies_agree_with_declarations(db):
    policies = _policies()
    assert set(policies) == {model._meta.db_table for model in WALLED}
    for model in WALLED:
        of_table = policies[model._meta.db_table]
        if declared_wall(model) is Wall.TENANT:
            assert set(of_table) == {"tenant"}
            command, qual, check = of_table["tenant"]
            assert command == "ALL"
            assert "tenancy.current()" in qual
            assert qual == check
        else:
            assert set(of_table) == {"read", "add", "change", "remove"}
            assert ("is_published" in of_table["read"][1]) is not is_always_published(model)
            assert all(
                "tenancy.current()" in of_table[name][1] + of_table[name][2] for name in ("add", "change", "remove")
            )


def test_row_security_is_enabled_where_declared(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        assert {name for (name,) in cursor.fetchall()} == {model._meta.db_table for model in WALLED}


def test_application_role_is_bound_by_the_wall(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND pg_get_userbyid(c.relowner) = current_user"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("model", WALLED, ids=lambda model: model._meta.label)
def test_other_tenant_reaches_no_row(model, partnership, other_partnership):
    """Raw SQL from another tenant: 0 rows of a private row read, written, updated or deleted."""
    row = wall_rows.private_row(model, partnership)
    table, columns, copy = model._meta.db_table, wall_rows.columns_of(model), wall_rows.as_json(row)
    with activate(other_partnership), connection.cursor() as cursor:
        if not is_always_published(model):
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE id = %s', [row.pk])
            assert cursor.fetchone() == (0,)
        for statement in (
            f'UPDATE "{table}" SET partnership_id = partnership_id WHERE id = %s',
            f'DELETE FROM "{table}" WHERE id = %s',
        ):
            assert _changed_rows(cursor, statement, row.pk) == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute(
                f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::"{table}", %s)',
                [copy],
            )


def _changed_rows(cursor, statement, pk):
    """Run a statement; a table whose rights forbid it altogether counts as no row changed."""
    try:
        with transaction.atomic():
            cursor.execute(statement, [pk])
            return cursor.rowcount
    except DatabaseError as error:
        if "permission denied" not in str(error):
            raise
        return 0


@pytest.mark.parametrize(
    "model", [model for model in WALLED if declared_wall(model) is Wall.TENANT], ids=lambda model: model._meta.label
)
def test_private_rows_fail_loudly_without_a_tenant(model, partnership):
    wall_rows.private_row(model, partnership)
    with pytest.raises(DatabaseError, match="no partnership is open"), transaction.atomic():
        model.objects.count()


def test_published_row_is_read_by_all_and_written_by_none_of_them(partnership, other_partnership):
    organisation = OrganisationFactory(partnership=partnership, state="active")
    model = type(organisation)
    assert model.objects.filter(pk=organisation.pk).count() == 1
    with activate(other_partnership):
        assert model.objects.filter(pk=organisation.pk).count() == 1
        assert model.objects.filter(pk=organisation.pk).update(name="taken over") == 0


def test_nested_activation_puts_the_outer_tenant_back(partnership):
    organisation = OrganisationFactory(partnership=partnership, state="draft")
    with activate(partnership):
        with activate(partnership):
            pass
        assert type(organisation).objects.filter(pk=organisation.pk).count() == 1
    assert type(organisation).objects.filter(pk=organisation.pk).count() == 0


def test_second_tenant_is_refused_while_one_is_open(partnership, other_partnership):
    with activate(partnership), pytest.raises(TenancyError), activate(other_partnership):
        pass
    with activate(partnership), pytest.raises(TenancyError), platform():
        pass
    assert current_or_none() is None


def test_rollback_inside_a_tenant_closes_it_quietly(partnership):
    with activate(partnership):
        transaction.set_rollback(True)
    assert current_or_none() is None


def test_tenant_is_closed_after_an_error(partnership):
    with pytest.raises(ZeroDivisionError), activate(partnership):
        raise ZeroDivisionError
    assert current_or_none() is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('tenancy.partnership', true)")
        assert cursor.fetchone()[0] in ("", None)


def test_platform_reaches_all_tenants(partnership, other_partnership):
    OrganisationFactory(partnership=partnership, state="draft")
    OrganisationFactory(partnership=other_partnership, state="draft")
    with platform():
        assert set(apps.get_model("enterprises.Organisation").objects.values_list("partnership", flat=True)) == {
            partnership.pk,
            other_partnership.pk,
        }


def test_two_threads_share_one_pooled_connection_and_never_see_each_other(committed, settings):
    """The setting ends with the transaction, so a connection that goes back to the pool carries no tenant."""
    tenants = [PartnershipFactory(slug=slug, region__slug=slug) for slug in ("thessaly", "crete")]
    own = {
        tenant.pk: {OrganisationFactory(partnership=tenant, state="draft").pk for _ in range(3)} for tenant in tenants
    }
    barrier = threading.Barrier(2)
    with wall_rows.pool_of_one(), ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(_read_in_turns, tenant, barrier) for tenant in tenants]
        seen = {tenant.pk: run.result() for tenant, run in zip(tenants, runs, strict=True)}
    for tenant in tenants:
        backends = {backend for _, backend in seen[tenant.pk]}
        assert [ids for ids, _ in seen[tenant.pk]] == [own[tenant.pk]] * 25
        assert len(backends) == 1
    assert len({backend for run in seen.values() for _, backend in run}) == 1


def _read_in_turns(tenant, barrier):
    organisations = apps.get_model("enterprises.Organisation").objects
    barrier.wait(timeout=20)
    seen = []
    for _ in range(25):
        with activate(tenant), connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = cursor.fetchone()[0]
            seen.append((set(organisations.values_list("pk", flat=True)), backend))
        connections.close_all()
    return seen


ALLOWED_TO_OPEN_THE_PLATFORM = {
    "core/tenancy/__init__.py",
    "core/tenancy/context.py",
    "core/tasks.py",
}


def test_platform_is_opened_only_in_allowed_files():
    assert wall_rows.files_that_open_the_platform() == ALLOWED_TO_OPEN_THE_PLATFORM
