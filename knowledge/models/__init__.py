from knowledge.models.articles import Article, Topic
from knowledge.models.digests import Delivery, Digest, DigestSchedule
from knowledge.models.subscriptions import ConsentProof, Subscription

__all__ = [
    "Article",
    "ConsentProof",
    "Delivery",
    "Digest",
    "DigestSchedule",
    "Subscription",
    "Topic",
]
