"""The one way in which the domain says no."""


class DomainError(Exception):
    """A refusal that a person can understand.

    `code` is stable and for machines; `message` is translated and says what happened and what to
    do now; `field` names the form field it belongs to, if any. HTML shows it as a form error, the
    API as problem+json (RFC 9457).
    """

    status = 422

    def __init__(self, code, message, *, field=None):
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field

    def __str__(self):
        return str(self.message)

    @property
    def errors(self):
        """{field: [words]}: what is wrong where; refusals that name several fields say each."""
        return {self.field: [str(self.message)]} if self.field else {}


class PermissionRefused(DomainError):
    """The policy said no to this actor; `message` is its reason."""

    status = 403


class TransitionRefused(DomainError):
    """The row is no longer in a state from which this step may be taken."""

    status = 409
