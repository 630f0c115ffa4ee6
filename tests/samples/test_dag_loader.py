"""What the light loader makes of the ways in which a DAG file draws arrows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.samples.dag_loader import CannotLoadError, Loaded, load_dag

TOP = """
from airflow.providers.standard.operators.empty import EmptyOperator as Empty
from airflow.sdk import DAG, Label, chain, dag, task

def make(*names):
    return [Empty(task_id=name) for name in names]

"""


def load(folder: Path, text: str) -> Loaded:
    file = folder / "dag_file.py"
    file.write_text(TOP + text, encoding="utf-8")
    return load_dag(file)


@pytest.mark.parametrize(
    ("text", "arrows"),
    [
        ("a >> b >> c", {"a-b", "b-c"}),
        ("c << b << a", {"a-b", "b-c"}),
        ("a >> [b, c] >> d", {"a-b", "a-c", "b-d", "c-d"}),
        ("[a, b] >> c", {"a-c", "b-c"}),
        ("d << [a, b]", {"a-d", "b-d"}),
        ("chain(a, [b, c], d)", {"a-b", "a-c", "b-d", "c-d"}),
        ("chain(a, Label('good'), b)", {"a-b:good"}),
        ("a >> Label('good') >> [b, c]", {"a-b:good", "a-c:good"}),
        ("[a, b] >> Label('both') >> c", {"a-c:both", "b-c:both"}),
        ("a.set_downstream(b); c.set_upstream([a, b])", {"a-b", "a-c", "b-c"}),
        ("e = Empty(task_id='e', params={'x': [a.output]})", {"a-e"}),
    ],
)
def test_arrows(tmp_path: Path, text: str, arrows: set[str]) -> None:
    loaded = load(tmp_path, f"with DAG('x'):\n    a, b, c, d = make('a', 'b', 'c', 'd')\n    {text}\n")
    assert {f"{edge.up}-{edge.down}" + (f":{edge.label}" if edge.label else "") for edge in loaded.edges} == arrows


def test_functions_become_tasks(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        """
@dag(dag_id="flow", schedule=None)
def build():
    @task
    def read(): ...

    @task.branch(task_id="choose", retries=2)
    def pick(rows): ...

    pick(read()["rows"]) >> make("left", "right")

build()
""",
    )
    assert [given["dag_id"] for given in loaded.dags] == ["flow"]
    assert [(task.id, task.operator.rpartition(".")[2]) for task in loaded.tasks] == [
        ("read", "@task"),
        ("choose", "branch"),
        ("left", "EmptyOperator"),
        ("right", "EmptyOperator"),
    ]
    assert {(edge.up, edge.down) for edge in loaded.edges} == {
        ("read", "choose"),
        ("choose", "left"),
        ("choose", "right"),
    }


def test_the_line_of_a_task_and_of_an_arrow(tmp_path: Path) -> None:
    loaded = load(tmp_path, "with DAG('x'):\n    a = Empty(task_id='a')\n    b = Empty(task_id='b')\n    a >> b\n")
    start = TOP.count("\n") + 1
    assert [task.line for task in loaded.tasks] == [start + 1, start + 2]
    assert [edge.line for edge in loaded.edges] == [start + 3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("Empty(task_id='a') >> nothing", "NameError"),
        ("Empty(task_id='a') >> 'b'", "an arrow leads to str, which is no task"),
        ("import no_such_module", "ModuleNotFoundError"),
    ],
)
def test_what_stops_python_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CannotLoadError, match=message) as error:
        load(tmp_path, f"with DAG('x'):\n    {text}\n")
    assert error.value.line == TOP.count("\n") + 2


def test_nothing_of_airflow_stays_behind(tmp_path: Path) -> None:
    load(tmp_path, "DAG('x')\n")
    assert not [name for name in sys.modules if name.partition(".")[0] == "airflow"]
    with pytest.raises(ImportError):
        __import__("airflow")
