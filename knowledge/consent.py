"""The words to which a person says yes: shown on the page, and kept with the yes."""

from django.utils.translation import gettext as _


def text_of_asking(partnership):
    """Return what the subscription form says, in the active language."""
    return _(
        "I ask %(partnership)s to send me its digest by e-mail. If I choose target groups or topics, they are kept "
        "together with my address only in order to choose what I am sent. Nobody but me sees what I chose; the "
        "Partnership sees only totals, from five people up. I can change my choices, unsubscribe or have everything "
        "erased at any time, through a link in each mail."
    ) % {"partnership": partnership.name}


def text_of_asking_elsewhere(partnership):
    """Return what is kept when another application passed the wish on: what it showed is not known here."""
    return _(
        "Asked of %(partnership)s through another application; the words of consent were shown on confirming."
    ) % {"partnership": partnership.name}


def text_of_confirming(partnership):
    """Return what the confirmation page says, in the active language."""
    return _(
        "I confirm that this address is mine and that %(partnership)s may send me its digest for the choices shown "
        "here, until I unsubscribe."
    ) % {"partnership": partnership.name}


def text_of_changing(partnership):
    """Return what the preferences page says, in the active language."""
    return _(
        "I agree that %(partnership)s keeps these choices together with my address, only in order to choose what I am "
        "sent."
    ) % {"partnership": partnership.name}
