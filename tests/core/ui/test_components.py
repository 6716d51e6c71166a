"""Each component says what it was given, escapes it, and ties words to their fields."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, RequestContext, engines
from django_cotton.compiler_regex import CottonCompiler

from core.ui.registry import NavigationRegion
from partnerships.models import Region

COTTON = Path(settings.BASE_DIR) / "templates" / "cotton"
GUIDE = (Path(settings.BASE_DIR) / "docs" / "components.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```html\n(.*?)```", GUIDE, re.S)


class ApplicationForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the statute.")
    nick = forms.CharField(label="Nick", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    paper = forms.FileField(label="Paper")
    agreed = forms.BooleanField(label="Agreed")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def render(rf):
    """Render a text of components as a template file would be, in a request for `path`."""

    def rendered(text, path="/", **context):
        engine = engines["django"].engine
        template = engine.from_string(CottonCompiler().process(text))
        request_context = RequestContext(rf.get(path))
        request_context.push(context)
        return template.render(request_context).strip()

    return rendered


def test_page_header_holds_the_heading(render):
    html = render(
        '<c-page-header :title="name" lead="L"><c-slot name="actions">X</c-slot></c-page-header>', name="A & <b>"
    )
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["A &amp; &lt;b&gt;"]
    assert re.findall(r'page-header__actions">(.*?)<', html) == ["X"]


def test_attribute_given_as_text_is_escaped_once(render):
    assert re.findall(r"<h1>(.*?)</h1>", render('<c-page-header title="{{ name }}" />', name="A & <b>")) == [
        "A &amp; &lt;b&gt;"
    ]


def test_unknown_attribute_of_a_button_is_escaped(render):
    html = render('<c-button :data-x="value" disabled>Go</c-button>', value='"><script>')
    assert html == (
        '<button class="button button--plain" type="submit" data-x="&quot;&gt;&lt;script&gt;" disabled>Go</button>'
    )


def test_button_with_an_address_is_a_link(render):
    assert render('<c-button href="/a" kind="primary">Go</c-button>') == (
        '<a class="button button--primary" href="/a">Go</a>'
    )


def test_form_summarises_errors_with_links_to_the_fields(render):
    form = ApplicationForm({}, {})
    form.add_error(None, "Nothing fits.")
    html = render('<c-form :form="form" submit="Send" cancel="/back" />', form=form)
    summary = re.search(r'<div class="error-summary".*?</div>', html, re.S).group(0)
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_name", "id_kind_0", "id_paper", "id_agreed"]
    assert summary.index("Nothing fits.") < summary.index("id_name")
    assert "autofocus" in summary


def test_every_link_of_the_summary_has_its_target(render):
    html = render('<c-form :form="form" />', form=ApplicationForm({}, {}))
    targets = set(re.findall(r' id="([^"]+)"', html))
    assert [link for link in re.findall(r'href="#([^"]+)"', html) if link not in targets] == []


def test_form_with_a_file_is_multipart_and_carries_the_token(render):
    html = render('<c-form :form="form" />', form=ApplicationForm())
    opening = re.search(r"<form[^>]*>", html).group(0)
    assert opening == '<form class="form" method="post" enctype="multipart/form-data" novalidate>'
    assert html.count("csrfmiddlewaretoken") == 1


def test_form_that_gets_carries_no_token(render):
    assert "csrfmiddlewaretoken" not in render('<c-form :form="form" method="get" />', form=ApplicationForm())


def test_body_of_a_form_replaces_its_fields(render):
    html = render('<c-form :form="form"><p>Mine</p></c-form>', form=ApplicationForm())
    assert "<p>Mine</p>" in html
    assert "id_name" not in html


def test_field_describes_its_widget(render):
    html = render('<c-field :field="form.name" />', form=ApplicationForm({}, {}))
    assert re.findall(r'aria-describedby="([^"]+)"', html) == ["id_name_helptext id_name_error"]
    assert set(re.findall(r' id="([^"]+)"', html)) == {"id_name", "id_name_helptext", "id_name_error"}
    assert html.index("<label") < html.index("id_name_helptext") < html.index("<input")


def test_choices_are_grouped_with_a_legend(render):
    html = render('<c-field :field="form.kind" />', form=ApplicationForm())
    assert html.startswith("<fieldset")
    assert re.findall(r"<legend[^>]*>(.*?)</legend>", html) == ["Kind"]


def test_optional_field_says_so_unless_told_not_to(render):
    form = ApplicationForm()
    assert render('<c-field :field="form.nick" />', form=form).count("field__mark") == 1
    assert render('<c-field :field="form.nick" mark="" />', form=form).count("field__mark") == 0
    assert render('<c-field :field="form.name" />', form=form).count("field__mark") == 0


def test_hidden_field_is_only_its_input(render):
    assert render('<c-field :field="form.token" />', form=ApplicationForm()) == (
        '<input type="hidden" name="token" id="id_token">'
    )


def test_pager_keeps_the_query(render):
    page = Paginator(range(100), 10).get_page(2)
    html = render('<c-pager :page="page" />', path="/?q=%CE%B1&page=2", page=page)
    assert re.findall(r'href="([^"]+)"', html)[0] == "?q=%CE%B1&amp;page=1"
    assert re.findall(r'aria-current="page" href="([^"]+)"', html) == ["?q=%CE%B1&amp;page=2"]


def test_pager_of_keysets_shows_only_what_exists(render):
    assert re.findall(r'href="([^"]+)"', render('<c-pager next="?after=9" previous="" />')) == ["?after=9"]
    assert render('<c-pager next="" previous="" />') == ""


def test_row_leaves_out_what_it_was_not_given(render):
    html = render('<c-row title="T" href="/t" />')
    assert [name for name in ("row__where", "row__what", "row__facts", "row__action") if name in html] == []


def test_state_speaks_in_words(render):
    assert render('<c-state kind="yes">Approved</c-state>') == '<span class="state state--yes">Approved</span>'


def test_steps_mark_what_is_done_and_what_is_now(render):
    html = render('<c-steps :steps="steps" current="2" />', steps=["A", "B", "C"])
    assert re.findall(r'<li class="([^"]+)"', html) == ["step step--done", "step step--now", "step"]
    assert html.count("aria-current") == 1


def test_region_list_counts(render):
    regions = [NavigationRegion("crete", "Κρήτη", "/crete/"), NavigationRegion("attica", "Αττική", "/attica/")]
    html = render('<c-region-list :counts="counts" />', navigation_regions=regions, counts={"crete": 4})
    assert re.findall(r'region-list__count figure">(.*?)<', html) == ["4"]


def test_plain_context_is_enough():
    template = engines["django"].engine.from_string("{% querystring_with 'page' 3 %}")
    assert template.render(Context()) == "?page=3"


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_of_the_guide_compile(example):
    text = example if "{% load i18n" in example else "{% load i18n %}" + example
    assert engines["django"].engine.from_string(CottonCompiler().process(text)).nodelist


def test_every_component_is_in_the_guide():
    known = {path.stem.replace("_", "-") for path in COTTON.glob("*.html")}
    assert known - set(re.findall(r"<c-([a-z-]+)", GUIDE)) == set()


def test_the_guide_shows_only_components_that_exist():
    known = {path.stem.replace("_", "-") for path in COTTON.glob("*.html")}
    assert set(re.findall(r"<c-([a-z-]+)", GUIDE)) - known == {"slot"}


class ChoosingForm(forms.Form):
    kind = forms.ChoiceField(label="Kind", choices=[("", "---------"), ("a", "A")])
    region = forms.ModelChoiceField(label="Region", queryset=Region.objects.none())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["kind", "region"])
def test_select_asks_to_choose_instead_of_dashes(render, name):
    html = render('<c-field :field="field" />', field=ChoosingForm()[name])
    assert re.findall(r'<option value=""[^>]*>(.*?)</option>', html) == ["Επιλέξτε"]


def test_long_address_breaks_before_its_host(render):
    assert render("{{ email|breakable }}", email="a&b@example.org") == "a&amp;b<wbr>@example.org"


def test_secret_is_read_in_fours(render):
    assert render("{% for group in secret|in_fours %}{{ group }} {% endfor %}", secret="ABCDEFGHI") == "ABCD EFGH I"


def test_map_of_points_keeps_what_stands_in_it(render):
    html = render('<c-points-map lat="39.1" lng="22.9" title="{{ name }}">the list</c-points-map>', name="<b>")
    assert re.findall(r'data-lat="(.*?)" data-lng="(.*?)" data-title="(.*?)"', html) == [("39.1", "22.9", "&lt;b&gt;")]
    assert re.findall(r'points-map__ground">(.*?)<', html) == ["the list"]
    assert "data-tiles" not in html


def test_map_of_points_names_the_tiles_of_the_site(render, settings):
    settings.MAP_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"
    settings.MAP_TILES_ATTRIBUTION = "© Map & Co"
    html = render("<c-points-map />")
    assert re.findall(r'data-tiles="(.*?)" data-attribution="(.*?)"', html) == [
        ("https://tiles.example/{z}/{x}/{y}.png", "© Map &amp; Co")
    ]


class QuestionForm(forms.Form):
    title = "Photo 2"
    shown = forms.CharField(label="Τι δείχνει;")
    place = forms.CharField(label="Where?")
    note = forms.CharField(label="As it stands.")
    name = forms.CharField(label="Name:")


def points(html):
    return re.findall(r"<li>(?:<a[^>]*>)?(.*?)(?:</a>)?</li>", html)


def test_summary_puts_one_mark_between_a_label_and_its_error(render):
    said = points(render('<c-errors :form="form" />', form=QuestionForm({})))
    needed = str(forms.Field.default_error_messages["required"])
    assert said == [f"Τι δείχνει; {needed}", f"Where? {needed}", f"As it stands: {needed}", f"Name: {needed}"]


def test_summary_of_several_forms_names_the_one_that_is_wrong(render):
    right, wrong = QuestionForm(dict.fromkeys(("shown", "place", "note", "name"), "x")), QuestionForm({}, prefix="2")
    html = render('<c-errors :forms="both" />', both=[right, wrong])
    assert html.count("error-summary__title") == 1
    assert re.findall(r'href="#([^"]+)"', html) == ["id_2-shown", "id_2-place", "id_2-note", "id_2-name"]
    assert [words.partition(":")[0] for words in points(html)] == ["Photo 2"] * 4


def test_summary_of_forms_that_are_right_is_not_there(render):
    assert render('<c-errors :forms="both" />', both=[QuestionForm(), QuestionForm()]) == ""
