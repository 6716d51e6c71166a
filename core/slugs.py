"""Address parts that are free."""

from itertools import count

from core.search import greek

LONGEST_STEM = 100


def free_slug(text, rows, *, reserved=(), fallback="n"):
    """Return an address part made of `text` that no row of the queryset `rows` has yet.

    `reserved` are address parts that pages of their own stand at. Two people may still choose the
    same one at the same moment: the table's unique constraint decides then.
    """
    stem = greek.slug(text, max_length=LONGEST_STEM) or fallback
    taken = {*reserved, *rows.filter(slug__startswith=stem).values_list("slug", flat=True)}
    if stem not in taken:
        return stem
    return next(slug for number in count(2) if (slug := f"{stem}-{number}") not in taken)
