from fairs.forms.decisions import DecisionForm


def test_reason_and_approval_do_not_go_together():
    form = DecisionForm({"decision": "approve", "reason": "Η θέση δεν επαρκεί."})
    assert list(form.errors) == ["reason"]


def test_refusal_keeps_its_reason():
    form = DecisionForm({"decision": "refuse", "reason": "Η θέση δεν επαρκεί."})
    assert form.is_valid()
    assert form.cleaned_data["reason"] == "Η θέση δεν επαρκεί."
