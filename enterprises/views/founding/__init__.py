"""The pages of founding projects."""
