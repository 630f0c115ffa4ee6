"""The stages of tests and what each runs: one recording a stage."""

from __future__ import annotations

from dataclasses import dataclass

from tests.samples.airflow_runs import AirflowRuns
from tests.samples.api_requests import ApiRequests
from tests.samples.dags import Dags
from tests.samples.event_patterns import EventPatterns
from tests.samples.functions import Functions
from tests.samples.log_queries import LogQueries
from tests.samples.policies import Policies
from tests.samples.recorder import Runners
from tests.samples.schedules import Schedules
from tests.samples.spark_runs import SparkRuns
from tests.samples.spark_scripts import SparkScripts
from tests.samples.sql import Sql
from tests.samples.state_machines import StateMachines
from tests.samples.templates import Templates
from tests.samples.workflows import Workflows


@dataclass(frozen=True)
class Stage:
    """A run of tests that writes a recording of its own."""

    recording: str
    """The name of the recording in the folder of a sample."""
    runners: Runners
    word: str = "make record"
    """What writes the recording."""


MAIN = Stage(
    "recorded.json",
    {
        "dag": Dags(),
        "event-pattern": EventPatterns(),
        "function": Functions(),
        "logs-query": LogQueries(),
        "policy": Policies(),
        "request": ApiRequests(),
        "schedule": Schedules(),
        "spark-script": SparkScripts(),
        "sql": Sql(),
        "state-machine": StateMachines(),
        "template": Templates(),
        "workflow-yaml": Workflows(),
    },
)
"""What `make test` runs."""

AIRFLOW = Stage("recorded.airflow.json", dict.fromkeys(("dag", "workflow-yaml"), AirflowRuns()), "make record-airflow")
"""What `make test-airflow` runs."""

SPARK = Stage("recorded.spark.json", {"spark-script": SparkRuns()}, "make record-spark")
"""What `make test-spark` runs."""
