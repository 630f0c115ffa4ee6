"""SQL is cut into statements and read in the dialect of Redshift."""

from __future__ import annotations

import pytest

from tests.samples.sql import bare, check, statements

TEXT = "-- one; two\nSELECT ';' AS a; /* ; */\nSELECT \"b;c\" FROM d;\n\n  DELETE FROM e"


def test_a_semicolon_in_quotes_or_comments_ends_nothing() -> None:
    assert [bare(statement) for _, statement in statements(TEXT)] == [
        "SELECT ';' AS a",
        'SELECT "b;c" FROM d',
        "DELETE FROM e",
    ]
    assert [TEXT[offset : offset + 3] for offset, _ in statements(TEXT)] == ["-- ", " /*", "\n\n "]


GOOD = [
    "COPY t FROM 's3://b/k' IAM_ROLE default FORMAT AS CSV IGNOREHEADER 1;",
    "UNLOAD ('SELECT * FROM t') TO 's3://b/k' IAM_ROLE default FORMAT AS PARQUET PARTITION BY (day);",
    "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (s.id);",
    "VACUUM SORT ONLY t;",
    "CREATE EXTERNAL SCHEMA x FROM DATA CATALOG DATABASE 'd' IAM_ROLE default;",
]


@pytest.mark.parametrize("statement", GOOD)
def test_it_takes_what_redshift_takes(statement: str) -> None:
    assert list(check(statement)) == []


BAD = [
    ("SELECT 1;\nCOPY t FRM 's3://b/k' IAM_ROLE default;", 2),
    ("SELECT 1;\nCOPY t FROM 's3://b/k'\nIAM_ROLE default\nIGNOREHEADERS 1;", 4),
    ("SELECT 1;\n\nVACUM t;", 3),
    ("SELEC 1;\nSELECT 2;\nSELEC 3;", 1),
    ("-- nothing\n", 1),
]


@pytest.mark.parametrize(("text", "line"), BAD)
def test_a_mistake_is_told_with_its_line(text: str, line: int) -> None:
    assert next(check(text))[0] == line


def test_every_wrong_statement_is_told() -> None:
    assert [line for line, _, _ in check("SELEC 1;\nSELECT 2;\nSELEC 3;")] == [1, 3]
