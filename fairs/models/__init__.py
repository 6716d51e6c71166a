from fairs.models.applications import Application
from fairs.models.fairs import Fair

__all__ = ["Application", "Fair"]
