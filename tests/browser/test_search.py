"""What the search finds, and what it must not give away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener, Site

SHOWN = """() => [...document.querySelectorAll('.md-search-result__item')].slice(0, 3).flatMap(item =>
    [...item.querySelectorAll('a')].filter(link => !link.closest('details:not([open])')).map(link => link.href))"""

GOLDEN = [
    # names of services: short, whole, of old
    ("Airflow", "services/outside-aws/#airflow"),
    ("Step Functions", "services/application-integration/#step-functions"),
    ("SFN", "services/application-integration/#step-functions"),
    ("MWAA", "services/application-integration/#mwaa"),
    ("MWAA serverless", "services/application-integration/#mwaa-serverless"),
    ("sqs", "services/application-integration/#sqs"),
    ("sns", "services/application-integration/#sns"),
    ("athena", "services/analytics/#athena"),
    ("lambda", "services/compute/#lambda"),
    ("Redshift Data API", "services/database/#redshift-data-api"),
    ("CloudTrail", "services/management-and-governance/#cloudtrail"),
    ("QuickSight", "services/analytics/#quick"),
    ("Kinesis Firehose", "services/analytics/#data-firehose"),
    ("CloudWatch Events", "services/application-integration/#eventbridge"),
    ("EventBridge Pipes", "services/application-integration/#eventbridge-pipes"),
    ("glue workflow", "services/analytics/#glue-workflows"),
    ("scheduled query", "services/database/#redshift-scheduled-queries"),
    ("S3 event notification", "services/storage/#s3-event-notifications"),
    ("express workflow", "services/application-integration/#step-functions-express"),
    ("renamed", "reference/renamed-services/"),
    # terms
    ("ASL", "glossary/#asl"),
    ("DAG", "glossary/#dag"),
    ("dags", "glossary/#dag"),
    ("state machine", "glossary/#state-machine"),
    ("state machines", "glossary/#state-machine"),
    ("idempotent", "glossary/#idempotency"),
    ("retry", "glossary/#retry"),
    ("retries", "glossary/#retry"),
    ("dead letter queue", "glossary/#dead-letter-queue"),
    ("dead-letter queues", "glossary/#dead-letter-queue"),
    ("DLQ", "glossary/#dead-letter-queue"),
    ("dlq", "glossary/#dead-letter-queue"),
    ("distributed map", "glossary/#distributed-map"),
    ("cron", "glossary/#cron-expression"),
    ("task token", "glossary/#task-token"),
    ("waitForTaskToken", "glossary/#callback-pattern"),
    ("bookmark", "glossary/#job-bookmark"),
    ("backfill", "glossary/#backfill"),
    ("XCom", "glossary/#xcom"),
    ("sensor", "glossary/#sensor"),
    ("sensors", "glossary/#sensor"),
    ("log retention", "glossary/#log-retention"),
    ("composite alarm", "glossary/#composite-alarm"),
    ("composite alarms", "glossary/#composite-alarm"),
    ("data skew", "glossary/#data-skew"),
    ("pipes", "glossary/#pipe"),
    ("audit", "glossary/#audit-trail"),
    ("metric filters", "glossary/#metric-filter"),
    # questions that a reader has
    ("standard or express", "compare/#standard-express"),
    ("choose an orchestrator", "compare/#orchestrators"),
    ("exam skills", "reference/exam/"),
    ("passing score", "reference/exam/"),
]


@pytest.fixture(scope="module")
def search(open_page: Opener) -> Iterator[Page]:
    """Return a page whose search is ready."""
    visit = open_page("contribute/", search=True)
    visit.has_started()
    visit.page.click(".md-search__input")
    yield visit.page
    visit.page.close()


def results(page: Page, words: str) -> list[str]:
    """Type words into the search and return where its first three results lead."""
    for text in ("", words):
        page.fill(".md-search__input", text)
        page.press(".md-search__input", "End")  # the theme listens to keys
        page.wait_for_function(
            "text => document.querySelector('.md-search-result__meta').textContent.includes('Type to') === !text",
            arg=text,
            polling=20,
        )
    found: list[str] = page.evaluate(SHOWN)
    return [re.sub(r"^https?://[^/]+/guide/|\?[^#]*", "", link) for link in found]


@pytest.mark.parametrize(("words", "place"), GOLDEN, ids=[words for words, _ in GOLDEN])
def test_search_finds(search: Page, words: str, place: str) -> None:
    assert place in results(search, words)


def test_search_does_not_give_answers_away(site: Site) -> None:
    index = json.loads((site.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    indexed = " ".join(re.sub(r"<[^>]+>", " ", doc["text"]) for doc in index["docs"])
    assert "Show the answer" not in indexed
    assert "Take away" not in indexed
    assert "Right answer" not in indexed


def test_words_of_an_answer_find_no_question(search: Page, visiting: Opener) -> None:
    page = visiting("practise/unit-1/").page
    reasons = page.eval_on_selector_all(".question__explanation", "found => found.slice(0, 3).map(p => p.textContent)")
    for reason in reasons:
        words = " ".join(reason.removeprefix("Take away.").split()[:9])
        assert not [link for link in results(search, f'"{words}"') if "#q-" in link], words
