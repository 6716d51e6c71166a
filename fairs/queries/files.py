"""Which files of the storages the rows of this app name."""

from core.uploads import sweeping
from fairs.models import (
    ApplicationDocument,
    AuthorisationStep,
    DecisionDossier,
    Incident,
    ParticipationContract,
    Regulation,
    VenuePlan,
)

IN_THE_VAULT = (
    ApplicationDocument,
    AuthorisationStep,
    DecisionDossier,
    Incident,
    ParticipationContract,
    Regulation,
    VenuePlan,
)


def register():
    """Let the sweep of the storages know whose the files are."""
    sweeping.register_files("photos", of_plans)
    for model in IN_THE_VAULT:
        sweeping.register_files("vault", _in_path_of(model))


def of_plans(paths):
    """Return those of the paths that lie in the folder of the drawing of a venue."""
    folders = {path: path.rpartition("/")[0] for path in paths}
    known = set(VenuePlan.objects.filter(base__in=set(folders.values())).values_list("base", flat=True))
    return {path for path, folder in folders.items() if folder in known}


def _in_path_of(model):
    return lambda paths: set(model.objects.filter(path__in=paths).values_list("path", flat=True))
