"""What reviewers are written."""

from collections import Counter

from core.outbox import queue_mail


def tell_of_work(fair, reviews):
    """Write to each reviewer how many applications of a fair have just come to them: one mail each."""
    people = {review.reviewer_id: review.reviewer for review in reviews}
    for user_id, number in Counter(review.reviewer_id for review in reviews).items():
        person = people[user_id]
        queue_mail(
            "fairs/mail/to_review",
            partnership=fair.partnership,
            to=person.email,
            language=person.language,
            context={"fair": fair, "number": number},
        )
