from __future__ import annotations

from tests.samples import mwaa_serverless
from tests.samples.airflow_names import airflow_names


def test_operators_are_those_of_the_providers() -> None:
    known = {name.rpartition(".")[2] for name in airflow_names().operators}
    unknown = {name for name in mwaa_serverless.OPERATORS - known if not name.startswith("Eks")}
    assert not unknown, "the list of the service has an operator that its own release of the provider lacks"


def test_what_is_ignored_is_what_airflow_has() -> None:
    old = {"sla", "task_concurrency"}  # of Airflow 2; the documentation lists them still
    sensors = {"deferrable"}
    names = airflow_names()
    assert names.base | old | sensors >= mwaa_serverless.IGNORED_OF_TASKS
    assert names.dag | {"depends_on_past", "email_on_failure", "email_on_retry"} >= mwaa_serverless.IGNORED_OF_DAGS
