"""Writing, publishing, reading and finding articles."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, SearchEntry
from core.policy import authorise
from core.search.queries import search
from core.tenancy import activate
from knowledge.actions import articles
from knowledge.models import Article
from knowledge.queries import columns
from tests.factories.knowledge import ArticleFactory, DraftFactory

TEXT = {
    "title": "Νέα πρόσκληση για Κοιν.Σ.Επ.",
    "summary": "Ποιους αφορά.",
    "body": "Μία παράγραφος.\n\n<script>alert(1)</script>",
    "target_groups": ["roma", "farmers"],
    "topics": ["funding"],
}


def page(route, partnership, **kwargs):
    return reverse(route, kwargs={"partnership": partnership.slug, **kwargs})


def test_editor_writes_publishes_and_everybody_reads_and_finds(client, editor, partnership):
    client.force_login(editor)
    written = client.post(page("article_new", partnership), TEXT | {"preview": "1"})
    with activate(partnership):
        article = Article.objects.get()
    assert written.url == page("article_preview", partnership, pk=article.pk)
    assert client.get(written.url).status_code == 200
    public = page("article_detail", partnership, slug=article.slug)
    client.logout()
    assert client.get(public).status_code == 404
    client.force_login(editor)
    client.post(page("article_publish", partnership, pk=article.pk))
    client.logout()
    assert client.get(public).status_code == 200
    found = search("prosklisi koinsep").found
    assert [(result.entry.kind, result.entry.path) for result in found] == [("article", public)]


def test_body_is_plain_text_in_paragraphs(client, partnership):
    article = ArticleFactory(partnership=partnership, body=TEXT["body"] + "\n\nhttps://example.org/nomos")
    content = client.get(article.get_absolute_url()).content.decode()
    assert "<p>Μία παράγραφος.</p>" in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert '<a href="https://example.org/nomos" rel="nofollow">' in content


def test_slug_is_readable_and_free(editor, opened):
    first, second = (articles.write_article(opened, TEXT, acting_user=editor) for _ in range(2))
    assert (first.slug, second.slug) == ("nea-prosklisi-gia-koinsep", "nea-prosklisi-gia-koinsep-2")


def test_writing_flattens_titles_and_sorts_the_audience(editor, opened):
    fields = TEXT | {"title": "Δύο\r\nγραμμές ", "topics": ["health", "funding", "health"]}
    article = articles.write_article(opened, fields, acting_user=editor)
    assert (article.title, article.topics) == ("Δύο γραμμές", ["funding", "health"])
    assert (article.state, article.author) == ("draft", editor)


def test_publishing_needs_summary_and_text(editor, opened):
    article = articles.write_article(opened, {"title": "Μόνο τίτλος"}, acting_user=editor)
    with pytest.raises(DomainError) as refusal:
        articles.publish_article(article, acting_user=editor)
    assert (refusal.value.code, refusal.value.field) == ("article-incomplete", "summary")


def test_published_article_keeps_its_summary(client, editor, partnership):
    article = ArticleFactory(partnership=partnership)
    client.force_login(editor)
    answer = client.post(page("article_edit", partnership, pk=article.pk), TEXT | {"summary": ""})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_publishing_twice_is_refused(editor, opened):
    article = DraftFactory(partnership=opened)
    articles.publish_article(article, acting_user=editor)
    with pytest.raises(TransitionRefused):
        articles.publish_article(article, acting_user=editor)


def test_changing_a_published_article_changes_the_search_and_says_what(editor, opened):
    article = articles.publish_article(DraftFactory(partnership=opened), acting_user=editor)
    articles.change_article(article, TEXT | {"title": "Άλλος τίτλος"}, acting_user=editor)
    assert SearchEntry.objects.get().title == "Άλλος τίτλος"
    entry = AuditEntry.objects.first()
    assert (entry.event, entry.after["title"]) == ("article.changed", "Άλλος τίτλος")
    assert entry.after["body"] == f"{len(TEXT['body'])} characters"


def test_archiving_takes_it_from_pages_and_search(client, editor, partnership):
    article = ArticleFactory(partnership=partnership)
    with activate(partnership):
        articles.change_article(article, TEXT, acting_user=editor)
        assert SearchEntry.objects.count() == 1
        articles.archive_article(article, acting_user=editor)
        assert SearchEntry.objects.count() == 0
    assert client.get(article.get_absolute_url()).status_code == 404


def test_nobody_else_writes(observer, outsider, citizen, opened):
    for person in (observer, outsider, citizen):
        with pytest.raises(PermissionRefused):
            articles.write_article(opened, TEXT, acting_user=person)


def test_editor_cannot_reach_articles_of_another_partnership(client, editor, partnership, other_partnership):
    foreign = ArticleFactory(partnership=other_partnership)
    client.force_login(editor)
    for route in ("article_edit", "article_preview"):
        assert client.get(page(route, partnership, pk=foreign.pk)).status_code == 404
    assert client.post(page("article_publish", partnership, pk=foreign.pk)).status_code == 404
    assert client.get(page("manage_articles", other_partnership)).status_code == 403


@pytest.mark.parametrize("person", ["citizen", "manager", "observer", "editor", "coordinator", "outsider"])
def test_visible_to_equals_the_policy(person, opened, request):
    actor = request.getfixturevalue(person)
    rows = [ArticleFactory(partnership=opened, state=state) for state in Article.State.values]
    allowed = {row for row in rows if authorise(actor, "knowledge.view", row)}
    assert set(Article.objects.visible_to(actor)) == allowed


def test_list_is_filtered_and_newest_first(client, partnership, other_partnership):
    ArticleFactory(partnership=partnership, title="Άρθρο 1", topics=["funding"])
    ArticleFactory(partnership=partnership, title="Άρθρο 2", topics=["funding"], target_groups=["roma"])
    ArticleFactory(partnership=partnership, title="Άρθρο 3", topics=["health"])
    ArticleFactory(partnership=other_partnership, title="Άρθρο 4", topics=["funding"])
    address = page("article_list", partnership)

    def titles(query):
        return [article.title for article in client.get(address, query).context["object_list"]]

    assert titles({}) == ["Άρθρο 3", "Άρθρο 2", "Άρθρο 1"]
    assert titles({"topic": "funding"}) == ["Άρθρο 2", "Άρθρο 1"]
    assert titles({"topic": "funding", "target_group": "roma"}) == ["Άρθρο 2"]


ONLY_GREEK = "This article is in Greek only."
PARTLY_GREEK = "Not all of this article has been translated: the rest is in Greek."


def test_missing_translation_is_said_so(client, partnership):
    article = ArticleFactory(partnership=partnership, body_en="")
    content = client.get("/en" + article.get_absolute_url()).content.decode()
    assert (PARTLY_GREEK in content, ONLY_GREEK in content) == (True, False)
    assert "A new funding call" in content
    assert '<div class="prose" lang="el"><p>Πρώτη παράγραφος.</p>' in content


def test_article_in_greek_only_says_so_before_its_title(client, partnership):
    article = ArticleFactory(partnership=partnership, title="Νόμος", title_en="", summary_en="", body_en="")
    address = article.get_absolute_url()
    content = client.get("/en" + address).content.decode()
    assert (PARTLY_GREEK in content, ONLY_GREEK in content) == (False, True)
    assert content.index(ONLY_GREEK) < content.index('<h1 lang="el">Νόμος</h1>')
    assert ONLY_GREEK not in client.get(address).content.decode()


@pytest.mark.parametrize(("person", "may"), [("editor", True), ("coordinator", True), ("observer", False)])
def test_knowledge_page_offers_writing_to_those_who_may(client, partnership, request, person, may):
    client.force_login(request.getfixturevalue(person))
    button = f'href="{page("article_new", partnership)}"'
    assert (button in client.get(page("article_list", partnership)).content.decode()) == may


def test_publishing_leads_to_the_public_page_and_says_so(client, editor, partnership):
    article = DraftFactory(partnership=partnership)
    client.force_login(editor)
    answer = client.post(page("article_publish", partnership, pk=article.pk), follow=True)
    assert answer.redirect_chain == [(article.get_absolute_url(), 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        f"Δημοσιεύτηκε: «{article.title}». Θα μπει στο επόμενο ενημερωτικό δελτίο."
    ]


def test_manage_list_has_the_newest_first(client, editor, partnership):
    old = DraftFactory(partnership=partnership)
    middle, young = ArticleFactory(partnership=partnership), DraftFactory(partnership=partnership)
    with activate(partnership):
        Article.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=3))
    client.force_login(editor)
    rows = client.get(page("manage_articles", partnership)).context["object_list"]
    assert [article.pk for article in rows] == [young.pk, middle.pk, old.pk]


def test_drafts_wait_for_their_author(opened, editor, coordinator, observer):
    mine = DraftFactory(partnership=opened, author=editor, title="Μισό άρθρο")
    DraftFactory(partnership=opened, author=coordinator)
    ArticleFactory(partnership=opened, author=editor)
    DraftFactory(partnership=opened, author=observer)
    (task,) = columns.tasks(editor, opened)
    assert (task.title, task.url, task.since) == (
        "Πρόχειρο άρθρο: Μισό άρθρο",
        page("article_edit", opened, pk=mine.pk),
        mine.created_at,
    )
    assert columns.tasks(observer, opened) == []


@pytest.mark.parametrize("route", ["article_list", "partnership"])
def test_public_page_costs_the_same_for_one_and_three(client, partnership, route):
    ArticleFactory(partnership=partnership, topics=["funding"])
    address = page(route, partnership)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    for _number in range(2):
        ArticleFactory(partnership=partnership, topics=["health"])
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(one) == len(three)


def test_list_and_article_stay_within_eight_statements(client, partnership):
    article = ArticleFactory(partnership=partnership, topics=["funding"], target_groups=["roma"])
    for address in (page("article_list", partnership), article.get_absolute_url(), page("subscribe", partnership)):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert statements(queries) <= 8


def statements(queries):
    """Leave out the savepoints, which only a test's own transaction makes."""
    return len([query for query in queries if "SAVEPOINT" not in query["sql"]])


def test_manage_list_costs_the_same_for_one_and_three(client, editor, partnership):
    client.force_login(editor)
    address = page("manage_articles", partnership)
    counts = []
    for _number in range(3):
        ArticleFactory(partnership=partnership, author=editor)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_article_page_answers_not_modified(client, partnership):
    article = ArticleFactory(partnership=partnership)
    first = client.get(article.get_absolute_url())
    again = client.get(article.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_region_page_shows_the_newest_articles(client, partnership):
    article = ArticleFactory(partnership=partnership, title="Άρθρο της περιφέρειας")
    content = client.get(page("partnership", partnership)).content.decode()
    assert f'<a href="{article.get_absolute_url()}">Άρθρο της περιφέρειας</a>' in content
