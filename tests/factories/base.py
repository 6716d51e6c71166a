import factory

from core.tenancy import activate


class TenantFactory(factory.django.DjangoModelFactory):
    """Creates its row inside the partnership it belongs to."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with activate(kwargs["partnership"]):
            return super()._create(model_class, *args, **kwargs)
