"""What people may type: the shape only, the actions hold the rules."""

from enterprises.forms.decisions import DecisionForm, EmptyForm, ReasonForm
from enterprises.forms.products import PriceField, ProductForm

__all__ = [
    "DecisionForm",
    "EmptyForm",
    "PriceField",
    "ProductForm",
    "ReasonForm",
]
