from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from core.vocabulary import Term
from enterprises.models.organisations import Organisation
from enterprises.models.querysets import DocumentQuerySet
from enterprises.states import DocumentKind


class ControlBody(Term):
    """A body that certifies organic production; its code is printed on the label as GR-BIO-nn."""

    number = models.CharField(max_length=9, unique=True)


class Document(TenantModel):
    """One paper of an organisation's wallet: uploaded once, handed over wherever it is asked for.

    The file lies in the vault under `path`; nobody reads it but through a permission check. A newer
    paper takes the place of an older one, which stays for what it was handed to.
    """

    Kind = DocumentKind

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind of document"), max_length=20, choices=DocumentKind)
    title = models.CharField(_("title"), max_length=160, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    control_body = models.ForeignKey(
        ControlBody, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("control body")
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    path = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="document_expires_after_issue",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "expires_on"], name="document_expiry")]

    def __str__(self):
        return self.title or str(self.get_kind_display())
