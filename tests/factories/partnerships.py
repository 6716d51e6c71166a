import factory

from partnerships.models import Partnership, Region, RoleAssignment
from partnerships.roles import forget


class RegionOf(factory.django.DjangoModelFactory):
    """Finds one of the 13 regions of the reference data by its slug."""

    class Meta:
        model = Region
        django_get_or_create = ("slug",)


class PartnershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partnership
        django_get_or_create = ("slug",)

    slug = "thessaly"
    region = factory.SubFactory(RegionOf, slug="thessaly")
    name_el = factory.LazyAttribute(lambda p: f"Κοινωνική Αναπτυξιακή Σύμπραξη {p.region.name_el}")
    name_en = factory.LazyAttribute(lambda p: f"Social Development Partnership of {p.region.name_en}")


def give_role(user, role, *, partnership=None, municipality=None, subject=None):
    """Give a role directly, without an invitation, and return the user."""
    RoleAssignment.objects.create(
        user=user,
        role=role,
        partnership=partnership,
        municipality=municipality,
        subject_id=subject.pk if subject else None,
        subject_label=str(subject) if subject else "",
    )
    forget(user)
    return user
