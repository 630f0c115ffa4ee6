from __future__ import annotations

import pytest

from tests.samples.task_graphs import GraphEdge, GraphTask, circle, graph_steps, lonely, service

AMAZON = "airflow.providers.amazon.aws"


def graph(text: str) -> tuple[list[GraphTask], list[GraphEdge]]:
    """Return the graph of "a-b b-c d"."""
    edges = [GraphEdge(*pair.split("-")) for pair in text.split() if "-" in pair]
    names = dict.fromkeys(name for pair in text.split() for name in pair.split("-"))
    return [GraphTask(name, "x") for name in names], edges


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a-b b-c", []),
        ("a-b a-c b-d c-d", []),
        ("a-a", ["a", "a"]),
        ("a-b b-c c-b", ["b", "c", "b"]),
        ("a-b c-d d-c", ["c", "d", "c"]),
    ],
)
def test_circle(text: str, found: list[str]) -> None:
    assert circle(*graph(text)) == found


@pytest.mark.parametrize(("text", "found"), [("a", []), ("a-b c", ["c"]), ("a b", ["a", "b"]), ("a-b", [])])
def test_lonely(text: str, found: list[str]) -> None:
    assert lonely(*graph(text)) == found


def test_steps_come_after_what_they_wait_for() -> None:
    assert [step.id for step in graph_steps(*graph("c-d b-c a-b"))] == ["a", "b", "c", "d"]


def test_a_step_shows_its_task() -> None:
    tasks = [
        GraphTask("wait_for_file", f"{AMAZON}.sensors.s3.S3KeySensor"),
        GraphTask("choose_path", "@task.branch", "none_failed"),
    ]
    wait, choose = graph_steps(tasks, [GraphEdge("wait_for_file", "choose_path", "there")])
    assert (wait.id, wait.kind, wait.label, wait.service, wait.note) == (
        "wait-for-file",
        "wait",
        "Wait for file",
        "s3",
        "S3KeySensor",
    )
    assert [(arrow.to, arrow.label) for arrow in wait.next] == [("choose-path", "there")]
    assert (choose.kind, choose.service, choose.note) == ("choice", "airflow", "@task.branch, none failed")


@pytest.mark.parametrize(
    ("operator", "found"),
    [
        (f"{AMAZON}.operators.redshift_data.RedshiftDataOperator", "redshift-data-api"),
        (f"{AMAZON}.transfers.salesforce_to_s3.SalesforceToS3Operator", "salesforce"),
        ("airflow.providers.standard.operators.empty.EmptyOperator", "airflow"),
        ("@task.branch", "airflow"),
    ],
)
def test_service(operator: str, found: str) -> None:
    assert service(operator) == found
