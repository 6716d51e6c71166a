"""Photos for machines: what they show, and where each size lies."""

from rest_framework import serializers

from core.ui.sharing import absolute


class PhotoFileSerializer(serializers.Serializer):
    width = serializers.IntegerField()
    webp = serializers.URLField()
    jpeg = serializers.URLField()


class PhotoSerializer(serializers.Serializer):
    """A photo with its sizes; `width` and `height` are those of the largest."""

    id = serializers.IntegerField()
    alt = serializers.CharField()
    alt_en = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    files = PhotoFileSerializer(many=True)


def photo_row(photo):
    """Return a Photo as PhotoSerializer describes it. It reads the organisation and its partnership."""
    return {
        **{name: getattr(photo, name) for name in ("id", "alt", "alt_en", "width", "height")},
        "files": [
            {
                "width": width,
                "webp": absolute(photo.address(width)),
                "jpeg": absolute(photo.address(width, "jpg")),
            }
            for width in photo.widths
        ],
    }
