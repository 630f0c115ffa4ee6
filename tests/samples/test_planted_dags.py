"""A slip of the pen in a DAG, a YAML workflow or a Spark script is told with its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples.planting import plant

SALES, QUALITY = ("salesforce-to-slack-dag", "accounts_to_lake.py"), ("quality-branch-dag", "orders_quality.py")
YAML, SPARK = ("mwaa-serverless-sales", "workflow.yaml"), ("orders-to-parquet", "orders_to_parquet.py")

PLANTED = [
    # imports and operators
    (SALES, "import GlueJobOperator", "import GlueJobOperater", "(did you mean 'GlueJobOperator'?)"),
    (
        SALES,
        "operators.glue import",
        "operators.gleu import",
        "have no module 'airflow.providers.amazon.aws.operators.gl",
    ),
    (SALES, "import SlackAPIPostOperator", "import SlackOperator", "has no 'SlackOperator'"),
    (SALES, "import SalesforceToS3Operator", "import SalesforceOperator", "has no 'SalesforceOperator'"),
    (
        QUALITY,
        "operators.sns import SnsPublish",
        "operators.sqs import SnsPublish",
        "(it is in 'airflow.providers.amaz",
    ),
    (QUALITY, "import Label, chain", "import Label, chian", "(did you mean 'chain'?)"),
    # arguments
    (SALES, "s3_bucket_name=", "s3_bucketname=", "no argument 's3_bucketname' (did you mean 's3_bucket_name'?)"),
    (
        SALES,
        "script_args=",
        "scriptargs=",
        "GlueJobOperator has no argument 'scriptargs' (did you mean 'script_args'?)",
    ),
    (SALES, "catchup=", "catch_up=", "DAG has no argument 'catch_up' (did you mean 'catchup'?)"),
    (SALES, '"retries"', '"retrys"', "no task of this DAG has an argument 'retrys' (did you mean 'retries'?)"),
    (
        SALES,
        'channel="#data",\n            text="{{ ti',
        'chanel="#data",\n            text="{{ ti',
        "SlackNotifier has no argument 'chanel'",
    ),
    (QUALITY, "poke_interval=", "poke_intervall=", "(did you mean 'poke_interval'?)"),
    (QUALITY, "@task.branch", "@task.brunch", "has no decorator '@task.brunch' (did you mean 'branch'?)"),
    (
        QUALITY,
        '"none_failed_min_one_success"',
        '"none_failed_min_one_succes"',
        "no trigger rule 'none_failed_min_one_suc",
    ),
    # schedules and templates
    (QUALITY, "30 6 * * *", "30 6 * *", "cron has 4 fields"),
    (QUALITY, "30 6 * * *", "30 25 * * *", "'25' is no value for the hour in cron"),
    (QUALITY, "30 6 * * *", "@dayly", "no preset '@dayly' (did you mean '@daily'?)"),
    (SALES, '"0 6 * * *"', '"0 6 * * fry"', "'fry' is no value for the weekday in cron"),
    (SALES, "{{ data_interval_start.strf", "{{ data_intervall_start.strf", "(did you mean 'data_interval_start'?)"),
    (SALES, "start | ds }}", "start | dss }}", "templates have no filter 'dss'"),
    (QUALITY, 'KEY = "day={{ ds }}', 'KEY = "day={{ dss }}', "templates have no variable 'dss'"),
    (QUALITY, 'KEY = "day={{ ds }}', 'KEY = "day={{ ds }', "this is no template"),
    (QUALITY, "task_ids='count_rows'", "task_ids='count_row'", "no task 'count_row' (did you mean 'count_rows'?)"),
    # the graph
    (
        QUALITY,
        'else "set_aside"',
        'else "setaside"',
        "leads to 'setaside', which is no task (did you mean 'set_aside'?)",
    ),
    (QUALITY, 'task_id="alert_team"', 'task_id="load_orders"', "a second task has the id 'load_orders'"),
    (SALES, "extract >> clean >> notify", "extract >> clean >> notify >> extract", "the tasks go in a circle: "),
    (SALES, "extract >> clean >> notify", "extract >> cleen >> notify", "NameError: name 'cleen' is not defined"),
    (SALES, "    extract >> clean", "   extract >> clean", "this is not Python"),
    # YAML workflows
    (
        YAML,
        "glue.GlueJobOperator",
        "glue.GlueJobOperater",
        "has no 'GlueJobOperater' (did you mean 'GlueJobOperator'?)",
    ),
    (YAML, "operators.sns.", "operators.snss.", "have no module 'airflow.providers.amazon.aws.operators.snss'"),
    (YAML, "job_name:", "jobname:", "GlueJobOperator has no argument 'jobname' (did you mean 'job_name'?)"),
    (YAML, "target_arn:", "topic:", "SnsPublishOperator has no argument 'topic'"),
    (YAML, "[convert_sales]", "[convert_sale]", "there is no task 'convert_sale' (did you mean 'convert_sales'?)"),
    (YAML, "dependencies: [wait", "depends_on: [wait", "no argument 'depends_on' (write 'dependencies')"),
    (YAML, "[load_sales]", "load_sales", "the dependencies are no list"),
    (YAML, "schedule:", "shedule:", "a workflow has no 'shedule' (did you mean 'schedule'?)"),
    (YAML, "17 5 * * *", "17 5 * *", "cron has 4 fields"),
    (YAML, "17 5 * * *", "@daily", "'@daily' is no cron expression"),
    (YAML, "2026-12-01", "2026-12-32", "'2026-12-32' is no day"),
    (YAML, "retries: 3", "retries: 5", "'5' is no number of retries (0 to 3)"),
    (YAML, "seconds: 300", "seconds: 301", "'retry_delay' is 301 seconds (MWAA Serverless takes at most 300)"),
    (YAML, "seconds: 3600", "hours: 2", "'execution_timeout' is 7200 seconds"),
    (YAML, "seconds: 300", "second: 300", "a timedelta has no 'second' (did you mean 'seconds'?)"),
    (YAML, "__type__: datetime.timedelta", "__typ__: datetime.timedelta", "'retry_delay' is no timedelta"),
    (YAML, "{{ ds }} are", "{{ data_interval_end }} are", "templates have no variable 'data_interval_end'"),
    (YAML, "poke_interval:", "deferrable:", "MWAA Serverless ignores 'deferrable'"),
    (YAML, "job_name:", "region_name:", "MWAA Serverless sets 'region_name' itself"),
    (YAML, "start_date:", "catchup: false\n  start_date:", "MWAA Serverless ignores 'catchup'"),
    (
        YAML,
        "operators.glue.GlueJobOperator",
        "transfers.s3_to_redshift.S3ToRedshiftOperator",
        "does not run S3ToRedshiftOp",
    ),
    # Spark scripts
    (SPARK, "F.row_number()", "F.rownumber()", "has no function 'rownumber' (did you mean 'row_number'?)"),
    (SPARK, ".withColumn(", ".witColumn(", "has a member 'witColumn' (did you mean 'withColumn'?)"),
    (SPARK, '.partitionBy("day")', '.partionBy("day")', "has a member 'partionBy' (did you mean 'partitionBy'?)"),
    (SPARK, 'F.trim("order_id")', 'F.col("order_id").cast("lnog")', "Spark has no type 'lnog'"),
    (SPARK, "AS BIGINT", "AS BIGNIT", "Spark has no type 'BIGNIT'"),
    (SPARK, 'mode("overwrite")', 'mode("overwrit")', "a writer has no mode 'overwrit' (did you mean 'overwrite'?)"),
    (SPARK, 'args["target"]', 'args["traget"]', "does not ask for the argument 'traget' (did you mean 'target'?)"),
    (SPARK, 'F.to_date("ordered_at")', "F.to_date()", "'to_date' is given 0 arguments (it takes 1 to 2)"),
    (
        SPARK,
        "awsglue.job import Job",
        "awsglue.jobs import Job",
        "no module 'awsglue.jobs' (did you mean 'awsglue.job'?)",
    ),
    (SPARK, "import Window", "import Windows", "'pyspark.sql' has no 'Windows' (did you mean 'Window'?)"),
    (SPARK, "import sys\n", "import sys:\n", "this is not Python"),
]


@pytest.mark.parametrize(("sample", "old", "new", "message"), PLANTED)
def test_a_planted_mistake_is_told_with_its_line(
    tmp_path: Path, sample: tuple[str, str], old: str, new: str, message: str
) -> None:
    line, problems = plant(tmp_path, *sample, old, new)
    assert any(problem.startswith(f"{line}: ") and message in problem for problem in problems), problems


def test_a_task_without_arrows_is_told_where_it_is_made(tmp_path: Path) -> None:
    _, problems = plant(tmp_path, *SALES, "extract >> clean >> notify", "extract >> clean")
    text = (tmp_path / "samples" / "/".join(SALES)).read_text(encoding="utf-8").splitlines()
    line = next(number for number, each in enumerate(text, 1) if each.startswith("    notify = "))
    assert problems == [
        f"{line}: no arrow leads to the task 'notify_team' or away from it (connect it, or take it out)"
    ]


def test_a_task_without_dependencies_is_told_in_a_workflow(tmp_path: Path) -> None:
    operator = "airflow.providers.standard.operators.bash.BashOperator"
    lone = f"    forgotten:\n      operator: {operator}\n      bash_command: date\n"
    line, problems = plant(tmp_path, *YAML, "    tell_team:\n", f"{lone}    tell_team:\n")
    assert problems == [
        f"{line}: no arrow leads to the task 'forgotten' or away from it (connect it by 'dependencies', or take it out)"
    ]


def test_tasks_in_a_circle_are_told_in_a_workflow(tmp_path: Path) -> None:
    new = "timeout: 1800\n      dependencies: [load_sales]"
    line, problems = plant(tmp_path, *YAML, "timeout: 1800", new)
    assert problems == [
        f"{line + 1}: the tasks go in a circle: wait_for_sales -> convert_sales -> load_sales -> wait_for_sales"
        " (take one dependency out)"
    ]


def test_a_branch_without_an_arrow_is_told(tmp_path: Path) -> None:
    line, problems = plant(tmp_path, *QUALITY, 'else "set_aside"', 'else "alert_team"')
    assert problems == [
        f"{line}: 'choose_path' may return 'alert_team', but no arrow leads there (add choose_path >> alert_team)"
    ]


def test_a_file_with_two_workflows_is_told(tmp_path: Path) -> None:
    _, problems = plant(tmp_path, *YAML, "# Wait", "other: 1\n# Wait")
    assert problems == ["1: the file is not one workflow (write its id, and the rest indented below it)"]
