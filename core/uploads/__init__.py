"""Files that people hand over: told by their content, drawn anew if pictures, kept where only we reach them."""

from core.uploads.fields import PaperField, PictureField, ask_for_files_again
from core.uploads.keeping import discard, keep, new_path
from core.uploads.papers import Paper, prepare_paper
from core.uploads.pictures import Picture, prepare_picture
from core.uploads.serving import serve_paper, serve_photo

__all__ = [
    "Paper",
    "PaperField",
    "Picture",
    "PictureField",
    "ask_for_files_again",
    "discard",
    "keep",
    "new_path",
    "prepare_paper",
    "prepare_picture",
    "serve_paper",
    "serve_photo",
]
