"""Migration operations that build the wall in the database."""

from django.db.migrations.operations.base import Operation
from django.db.models import Q

from core.tenancy import sql
from core.tenancy.walls import Wall

POLICIES = {Wall.TENANT: ["tenant"], Wall.PUBLIC: ["read", "add", "change", "remove"]}


class CreateTenancyFunctions(Operation):
    """Create the schema `tenancy` with the functions that policies compare with."""

    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(sql.CREATE_FUNCTIONS, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(sql.DROP_FUNCTIONS, params=None)

    def describe(self):
        return "Create the tenancy functions"


class BuildWall(Operation):
    """Enable row-level security on a model's table, as the model declares it.

    `wall` is "tenant" or "public"; `all_published` is for tables whose every row is public.
    """

    reversible = True

    def __init__(self, model_name, wall, all_published=False):
        self.model_name = model_name
        self.wall = wall
        self.all_published = all_published

    def deconstruct(self):
        return self.__class__.__name__, [self.model_name, self.wall], {"all_published": self.all_published}

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        for statement in self._statements(table):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        for statement in sql.drop_wall(table, POLICIES[Wall(self.wall)]):
            schema_editor.execute(statement, params=None)

    def describe(self):
        return f"Build the {self.wall} wall around {self.model_name}"

    def _statements(self, table):
        if Wall(self.wall) is Wall.TENANT:
            return sql.tenant_wall(table)
        return sql.public_wall(table, all_published=self.all_published)


def is_always_published(model):
    """Tell whether every row of a PUBLIC model is open to all."""
    return getattr(model, "published_when", None) == Q()
