"""Load a file of orders only if it is good enough: else set it aside, tell the team."""

import csv
import io
from datetime import UTC, datetime, timedelta

from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.amazon.aws.operators.redshift_data import RedshiftDataOperator
from airflow.providers.amazon.aws.operators.s3 import S3CopyObjectOperator
from airflow.providers.amazon.aws.operators.sns import SnsPublishOperator
from airflow.providers.amazon.aws.sensors.s3 import S3KeySensor
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import Label, chain, dag, task

BUCKET = "orders-raw"
KEY = "day={{ ds }}/orders.csv"
ALLOWED = 0.01  # at most one row in a hundred may be bad


def is_amount(text: str) -> bool:
    """Tell whether a text is a number that is not negative: 5, 5.00."""
    return text.replace(".", "", 1).isdigit()


@dag(
    dag_id="orders_quality",
    schedule="30 6 * * *",
    start_date=datetime(2026, 11, 1, tzinfo=UTC),
    catchup=False,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
)
def orders_quality() -> None:
    """Airflow shows this text above the graph."""
    wait_for_file = S3KeySensor(
        task_id="wait_for_file",
        bucket_name=BUCKET,
        bucket_key=KEY,
        mode="reschedule",  # gives the worker slot back between two looks
        poke_interval=300,
        timeout=7200,
    )

    @task
    def count_rows(key: str) -> dict[str, int]:
        """Count all rows and the bad ones: two numbers fit into an XCom."""
        text = S3Hook().read_key(key, BUCKET)
        rows = list(csv.DictReader(io.StringIO(text)))
        good = [r for r in rows if r["order_id"] and is_amount(r["amount"])]
        return {"all": len(rows), "bad": len(rows) - len(good)}

    @task.branch
    def choose_path(counts: dict[str, int]) -> str:
        """Name the task that runs next; the others are skipped."""
        share = counts["bad"] / counts["all"] if counts["all"] else 1
        return "load_orders" if share <= ALLOWED else "set_aside"

    load = RedshiftDataOperator(
        task_id="load_orders",
        workgroup_name="analytics",
        database="dev",
        # A list is one transaction. COPY alone would load the rows again in every run.
        sql=[
            "DELETE FROM staging.orders_of_the_day",
            f"""COPY staging.orders_of_the_day FROM 's3://{BUCKET}/{KEY}'
                IAM_ROLE default FORMAT AS CSV IGNOREHEADER 1""",
        ],
        wait_for_completion=True,
    )
    set_aside = S3CopyObjectOperator(
        task_id="set_aside",
        source_bucket_name=BUCKET,
        source_bucket_key=KEY,
        dest_bucket_name="orders-rejected",
        dest_bucket_key=KEY,
    )
    alert = SnsPublishOperator(
        task_id="alert_team",
        target_arn="arn:aws:sns:us-east-1:123456789012:pipeline-alerts",
        subject="Orders set aside",
        message="Bad rows: {{ ti.xcom_pull(task_ids='count_rows')['bad'] }}, {{ ds }}",
    )
    # One way is always skipped. By the usual rule, all_success, this task would be too.
    done = EmptyOperator(
        task_id="done",
        trigger_rule="none_failed_min_one_success",
    )

    counts = count_rows(KEY)
    way = choose_path(counts)
    chain(wait_for_file, counts)
    way >> Label("good enough") >> load >> done
    way >> Label("too many bad rows") >> set_aside >> alert >> done


orders_quality()
