"""What serializers of requests share: they hold shapes, and never save."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from core.uploads import prepare_paper, prepare_picture


class RequestSerializer(serializers.Serializer):
    """The shape of what comes in. A name that it does not know is an error: a slip must not pass for a change."""

    def to_internal_value(self, data):
        unknown = set(data) - set(self.fields) if hasattr(data, "keys") else set()
        if unknown:
            raise serializers.ValidationError({name: [_("This field is not known.")] for name in sorted(unknown)})
        return super().to_internal_value(data)


class PictureField(serializers.FileField):
    """A photo; its value is a core.uploads.Picture. What is refused rises as a DomainError at the field "file"."""

    def to_internal_value(self, data):
        return prepare_picture(super().to_internal_value(data))


class PaperField(serializers.FileField):
    """A document; its value is (core.uploads.Paper, its file's name). Refusals as for photos."""

    def to_internal_value(self, data):
        upload = super().to_internal_value(data)
        return prepare_paper(upload), upload.name
