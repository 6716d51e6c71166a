"""Topics, from the CSV file in `knowledge/data`."""

from pathlib import Path

from core.reference import Loaded, load_terms
from knowledge.models import Topic

DATA = Path(__file__).resolve().parent.parent / "data"


def load_topics() -> Loaded:
    """Load the topics of articles, calls and subscriptions."""
    return load_terms(Topic, DATA / "topics.csv")
