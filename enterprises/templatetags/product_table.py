"""What each cell of the table of products says, written so that some hundred rows cost little."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def category_options(table, chosen):
    """Return the options of the categories with one of them chosen."""
    return table.categories(chosen)


@register.simple_tag
def cell_problem(row, name):
    """Return what is wrong with a cell, above its field."""
    problem = row.problems.get(name)
    return format_html('<p class="errorlist" id="{}-{}-error">{}</p>', row.key, name, problem) if problem else ""


@register.simple_tag
def cell_state(row, name):
    """Return the attributes that tie a field to what is wrong with it."""
    if name not in row.problems:
        return SafeString("")
    return format_html(' aria-invalid="true" aria-describedby="{}-{}-error"', row.key, name)
