"""What people may type: the shape only, the actions hold the rules."""

from enterprises.forms.decisions import DecisionForm, EmptyForm, ReasonForm
from enterprises.forms.products import EditProductForm, PriceField, ProductForm

__all__ = [
    "DecisionForm",
    "EditProductForm",
    "EmptyForm",
    "PriceField",
    "ProductForm",
    "ReasonForm",
]
