"""Every morning: changed accounts from Salesforce to S3, AWS Glue cleans them, and Slack says so."""

from datetime import datetime, timedelta, timezone

from airflow.providers.amazon.aws.operators.glue import GlueJobOperator
from airflow.providers.amazon.aws.transfers.salesforce_to_s3 import SalesforceToS3Operator
from airflow.providers.slack.notifications.slack import SlackNotifier
from airflow.providers.slack.operators.slack import SlackAPIPostOperator
from airflow.sdk import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

# A run asks for what changed in its own day, so that a missed day can be fetched later.
QUERY = """
SELECT Id, Name, Industry, SystemModstamp FROM Account
WHERE SystemModstamp >= {{ data_interval_start.strftime('%Y-%m-%dT%H:%M:%SZ') }}
AND SystemModstamp < {{ data_interval_end.strftime('%Y-%m-%dT%H:%M:%SZ') }}
"""

with DAG(
    dag_id="accounts_to_lake",
    schedule=CronDataIntervalTimetable("0 6 * * *", timezone="UTC"),
    start_date=datetime(2026, 11, 1, tzinfo=timezone.utc),
    catchup=False,
    default_args={
        "retries": 3,
        "retry_delay": timedelta(minutes=5),
        # After the last try only, not after each one.
        "on_failure_callback": SlackNotifier(channel="#data", text="{{ ti.task_id }} of {{ data_interval_start | ds }} failed"),
    },
):
    extract = SalesforceToS3Operator(
        task_id="extract_accounts",
        salesforce_conn_id="salesforce_default",
        salesforce_query=QUERY,
        s3_bucket_name="accounts-raw",
        s3_key="day={{ data_interval_start | ds }}/accounts.csv",
        replace=True,  # a second try writes the same object again
    )
    clean = GlueJobOperator(
        task_id="clean_accounts",
        job_name="clean-accounts",
        script_args={"--source": extract.output, "--day": "{{ data_interval_start | ds }}"},
        wait_for_completion=True,
    )
    notify = SlackAPIPostOperator(
        task_id="notify_team",
        channel="#data",
        text="The accounts of {{ data_interval_start | ds }} are in the lake.",
    )

    extract >> clean >> notify
