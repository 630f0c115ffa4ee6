"""A slip of the pen anywhere in a sample is told with its file, its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples.planting import plant

RULE, NIGHT, GLUE, SQL = (
    "object-deleted-rule",
    "nightly-schedule-dlq",
    "glue-workflow-triggers",
    "redshift-scheduled-sql",
)
ALARMS, QUERIES, DEPLOY = "pipeline-alarms", "failed-job-queries", "deploy-the-load"

PLANTED = [
    # event patterns
    (RULE, "pattern.json", '"prefix"', '"prefx"', "knows no operator 'prefx' (did you mean 'prefix'?)"),
    (RULE, "pattern.json", '"anything-but"', '"anything_but"', "(did you mean 'anything-but'?)"),
    (RULE, "pattern.json", '"detail-type"', '"detail_type"', "no event has the field 'detail_type' (did you mean"),
    (RULE, "pattern.json", '["orders-raw"]', '"orders-raw"', "the value stands alone (write a list"),
    (RULE, "pattern.json", '["aws.s3"]', "[]", "the list is empty, so nothing matches"),
    (GLUE, "failed-runs.json", '"$or"', '"or"', "no event has the field 'or'"),
    # requests
    (RULE, "put-rule.json", "prefix", "prefx", "in its JSON, detail.object.key.0.prefx: EventBridge knows no operator"),
    (RULE, "put-rule.json", "incoming/", "incomin/", "the pattern is not that of pattern.json (write both alike)"),
    (RULE, "put-rule.json", '"State"', '"Stat"', "has no member 'Stat' (did you mean 'State'?)"),
    (RULE, "put-rule.json", '"ENABLED"', '"ENABELD"', "is no 'RuleState' (did you mean 'ENABLED'?)"),
    (RULE, "put-targets.json", "3600", "30", "30 is out of range ('MaximumEventAgeInSeconds' goes from 60 to 86400)"),
    (RULE, "put-targets.json", "3600", '"3600"', "'3600' is not a whole number"),
    (RULE, "put-targets.json", "10\n", "186\n", "186 is out of range ('MaximumRetryAttempts' goes from 0 to 185)"),
    (
        GLUE,
        "triggers.json",
        '"BatchSize": 100',
        '"BatchSize": 101',
        "101 is out of range ('BatchSize' goes from 1 to 100)",
    ),
    (GLUE, "triggers.json", '"CONDITIONAL"', '"CONDITONAL"', "is no 'TriggerType' (did you mean 'CONDITIONAL'?)"),
    (GLUE, "triggers.json", '"SUCCEEDED"', '"SUCCESS"', "'SUCCESS' is no 'CrawlState'"),
    (GLUE, "triggers.json", '"State": "SUCCEEDED"', '"State": "RUNNING"', "a trigger cannot watch for 'RUNNING'"),
    (GLUE, "triggers.json", '"Logical"', '"Logic"', "has no member 'Logic' (did you mean 'Logical'?)"),
    (ALARMS, "alarms.json", '"ExecutionsFailed"', '"ExecutionFailed"', "(did you mean 'ExecutionsFailed'?)"),
    (ALARMS, "alarms.json", '"AWS/States"', '"AWS/State"', "no metrics are known in 'AWS/State' (did you mean"),
    (
        ALARMS,
        "alarms.json",
        '"SchemaErrors"',
        '"SchemaError"',
        "has no metric 'SchemaError' (did you mean 'SchemaErrors'?)",
    ),
    (ALARMS, "alarms.json", '"LessThanThreshold"', '"LessThanTreshold"', "(did you mean 'LessThanThreshold'?)"),
    (
        ALARMS,
        "composite.json",
        "orders-load-failed",
        "order-load-failed",
        "makes no alarm 'order-load-failed' (did you",
    ),
    (ALARMS, "composite.json", " OR ", " OD ", "'OD' means nothing in a rule"),
    (ALARMS, "metric-filter.json", "$.level", "level", "is no filter (write it like"),
    (ALARMS, "metric-filter.json", '"metricValue"', '"metricvalue"', "(did you mean 'metricValue'?)"),
    (NIGHT, "queue.json", '{\n  "QueueName"', '{\n  "Queuename"', "(did you mean 'QueueName'?)"),
    # schedules
    (NIGHT, "schedule.json", "30 2 * * ? *", "30 2 * * ?", "cron has 5 fields (AWS wants six: minutes hours"),
    (NIGHT, "schedule.json", "30 2 * * ? *", "30 2 * * * *", "day-of-month is '*' and day-of-week is '*' (write '?'"),
    (NIGHT, "schedule.json", "30 2", "30 24", "'24' is no value for hours in cron (0 to 23"),
    (NIGHT, "schedule.json", "cron(", "corn(", "is no schedule (did you mean 'cron'?)"),
    (NIGHT, "schedule.json", "New_York", "New_Yrok", "there is no time zone 'America/New_Yrok' (did you mean"),
    (NIGHT, "schedule.json", '"FLEXIBLE"', '"OFF"', "mode and length of the window do not fit"),
    (NIGHT, "schedule.json", "schedules-not-started", "schedules.fifo", "is no 'DeadLetterConfigArnString'"),
    (NIGHT, "hourly.json", "rate(1 hour)", "rate(1 huor)", "'1 huor' is no rate"),
    (NIGHT, "hourly.json", "2026-11-27T05:00:00Z", "2026-11-31T05:00:00Z", "'2026-11-31T05:00:00Z' is no moment"),
    (
        SQL,
        "schedule-load.json",
        "redshiftdata:",
        "redshift-data:",
        "Scheduler knows no service 'redshift-data' (did you",
    ),
    (
        SQL,
        "schedule-load.json",
        "batchExecuteStatement",
        "describeStatement",
        "a schedule cannot call 'describeStatement'",
    ),
    (SQL, "schedule-load.json", "batchExecuteStatement", "batchExecute", "has no operation 'batchExecute'"),
    (
        SQL,
        "schedule-load.json",
        "WorkgroupName",
        "WorkGroup",
        "in its JSON, WorkGroup: 'BatchExecuteStatementInput' has no",
    ),
    (SQL, "schedule-load.json", "REMOVE DUPLICATES", "REMOVE DUPLICATE", "is in no SQL file of the sample"),
    # SQL
    (SQL, "load.sql", "FORMAT AS PARQUET", "FORMAT AS PARQUETT", "Redshift's SQL has no place for 'FORMAT AS PARQUETT"),
    (SQL, "load.sql", "MANIFEST;", "MANIFST;", "Redshift's SQL has no place for 'MANIFST;' here"),
    (SQL, "load.sql", "IAM_ROLE", "IAM_ROL", "Redshift's SQL has no place for 'IAM_ROL "),
    (SQL, "load.sql", "DELETE FROM", "DELETE FORM", "Redshift's SQL has no place for "),
    (SQL, "refresh.sql", "REFRESH", "REFESH", "Redshift's SQL has no place for 'REFESH MATERIALIZED VIEW"),
    # policies
    (NIGHT, "role-permissions.json", "StartExecution", "StartExecutions", "(did you mean 'StartExecution'?)"),
    (
        NIGHT,
        "role-permissions.json",
        "states:Start",
        "state:Start",
        "IAM knows no service 'state' (did you mean 'states'?)",
    ),
    (NIGHT, "role-permissions.json", "2012-10-17", "2012-10-71", "the version is '2012-10-71' (write '2012-10-17'"),
    (NIGHT, "role-permissions.json", '"Allow"', '"Alow"', "'Alow' is no effect (did you mean 'Allow'?)"),
    (
        NIGHT,
        "role-permissions.json",
        '"Resource"',
        '"Ressource"',
        "no element 'Ressource' here (did you mean 'Resource'?)",
    ),
    (
        NIGHT,
        "role-trust.json",
        '"StringEquals"',
        '"StringEqual"',
        "no operator 'StringEqual' (did you mean 'StringEquals'",
    ),
    # templates
    (
        DEPLOY,
        "template.yaml",
        "MessageRetentionPeriod",
        "MessageRetentionPeriodd",
        "Did you mean 'MessageRetentionPeriod'?",
    ),
    (
        DEPLOY,
        "template.yaml",
        "AWS::SQS::QueuePolicy",
        "AWS::SQS::QueuePolice",
        "'AWS::SQS::QueuePolice' does not exist",
    ),
    (DEPLOY, "template.yaml", "python3.13", "python3.99", "python3.99"),
    (DEPLOY, "template.yaml", "!GetAtt CheckSchema.Arn", "!GetAtt CheckShema.Arn", "CheckShema"),
    (DEPLOY, "template.yaml", "prefix:", "prefx:", "knows no operator 'prefx' (did you mean 'prefix'?)"),
    (DEPLOY, "template.yaml", "[Object Created]", "Object Created", "the value stands alone"),
    (DEPLOY, "template.yaml", "glue:StartJobRun", "glue:StartJob", "'glue' has no action 'StartJob'"),
    (DEPLOY, "template.yaml", "sqs:SendMessage", "sqs:SendMassage", "(did you mean 'SendMessage'?)"),
    (DEPLOY, "template.yaml", "machine.asl.json", "machine.json", "there is no file '../load-orders/machine.json'"),
    (
        DEPLOY,
        "template.yaml",
        "check_schema.handler",
        "check_schema.handle",
        "has no function 'handle' (name the handler",
    ),
    (DEPLOY, "template.yaml", "TreatMissingData: notBreaching", "TreatMissingData: notBreeching", "notBreeching"),
    # queries
    (
        QUERIES,
        "when-did-it-start.txt",
        "stats",
        "stat",
        "'stat' is no command of Logs Insights (did you mean 'stats'?)",
    ),
    (QUERIES, "when-did-it-start.txt", "countDistinct", "countDistinkt", "(did you mean 'countDistinct'?)"),
    (QUERIES, "when-did-it-start.txt", "15m", "900s", "AWS cuts '900s' down to 60s (use a larger unit)"),
    (
        QUERIES,
        "when-did-it-start.txt",
        "sort quarter",
        "sort quater",
        "left no field 'quater' (did you mean 'quarter'?)",
    ),
    (QUERIES, "errors-of-a-run.txt", "not like", "not lke", "'not' stands before 'like' or 'in' here"),
    (
        QUERIES,
        "errors-of-a-run.txt",
        "/(?i)error|exception/",
        "/(?i)error|(exception/",
        "the regular expression is wrong",
    ),
    (
        QUERIES,
        "failed-executions.txt",
        "as region, account",
        "as account",
        "has 4 '*' and 3 names (give each '*' a name)",
    ),
    (QUERIES, "last-line-of-each-run.txt", "| limit 20", "| sort run", "only 'limit' may come after 'dedup'"),
    (QUERIES, "near-the-limits.txt", "pct(@duration, 95)", "pct(@duration)", "'pct' takes 2 arguments, not 1"),
]


@pytest.mark.parametrize(
    ("sample", "name", "old", "new", "message"), PLANTED, ids=[f"{name}-{new}" for _, name, _, new, _ in PLANTED]
)
def test_it_is_told_with_its_line(tmp_path: Path, sample: str, name: str, old: str, new: str, message: str) -> None:
    line, found = plant(tmp_path, sample, name, old, new)
    line += new.startswith("{\n")
    assert any(problem.startswith(f"{line}: ") and message in problem for problem in found), found


TWICE = [
    (SQL, "load.sql", "COPY", "COPPY", "MERGE", "MERG"),
    (RULE, "pattern.json", "prefix", "prefx", "anything-but", "anythingbut"),
    (NIGHT, "schedule.json", "cron(30 2", "cron(60 25", "New_York", "Newyork"),
    (NIGHT, "role-permissions.json", "states:", "stats:", "sqs:SendMessage", "sqs:SendMassage"),
    (QUERIES, "errors-of-a-run.txt", "sort", "srot", "limit", "limti"),
]


@pytest.mark.parametrize(("sample", "name", "old", "new", "second", "slip"), TWICE, ids=[name for _, name, *_ in TWICE])
def test_one_mistake_does_not_hide_another(
    tmp_path: Path, sample: str, name: str, old: str, new: str, second: str, slip: str
) -> None:
    first, _ = plant(tmp_path / "one", sample, name, old, new)
    last, _ = plant(tmp_path / "two", sample, name, second, slip)
    _, found = plant(tmp_path / "both", sample, name, old, new, (second, slip))
    assert {first, last} <= {int(problem.split(":")[0]) for problem in found}
