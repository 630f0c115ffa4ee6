"""Queries of Logs Insights are read as AWS documents the language."""

from __future__ import annotations

import pytest

from tests.samples.log_queries import check

GOOD = [
    "fields @timestamp, @message | sort @timestamp desc | limit 20",
    "# a comment\nfields @message # another\n| limit any 1",
    "filter @message like /(?i)error/ and not ispresent(skip) or level in ['ERROR', \"FATAL\"]",
    "filter status >= 500 and path not like 'health' and agent =~ /bot\\/1/",
    "where duration_ms * 2 > (limit_ms - 10) / 3",
    "FIELDS strlen(@message) AS length | STATS sum(length) / 1024 AS kb BY BIN(5m) as @t"
    " | STATS max(kb) AS top BY dateceil(@t, 1h)",
    "stats count(*) by job, bin(1 h) as hour".replace("1 h", "1h"),
    "stats count(*) by job | sort count(*) desc | limit 5",
    "stats pct(@duration, 95), earliest(@timestamp) as first by @log",
    'parse @message "user=*, took *ms" as user, took | stats avg(took) by user',
    "parse @message /took (?<took>\\d+) ms/ | filter took > 5",
    "parse @message /(\\d+)/ as number multi",
    'parse "took *" as took',
    "parse @message logfmt as line | filter line.level = 'error'",
    "parse @message csv as time, level | display level",
    "fields jsonParse(@message) as body | filter body.rows[0].`odd-key` = 'x'",
    "filter @message like /x/ | pattern @message",
    "fields @message | dedup @logStream, level | limit 3",
    "filterIndex requestId = 'a' | fields @message",
    "filterIndex requestId in ['a', 'b']",
    "filter toMillis(@timestamp) >= now() * 1000 - 7200000",
    "fields coalesce(a, b, c) as first, if(a > 1, 'many', 'few') as how, -a as less",
]


@pytest.mark.parametrize("query", GOOD)
def test_it_takes_what_aws_takes(query: str) -> None:
    assert [(mistake.what, mistake.fix) for mistake in check(query)] == []


BAD = {
    "": "a command is missing",
    "fields": "a value is missing before the end",
    "fields @message |": "a command is missing",
    "fields @message limit 5": "'limit' is one word too many",
    "fields @mesage, @message as": "the new name is missing",
    'fields "open': "the quotation mark is never closed",
    "fields a ? b": "'?' means nothing here",
    "flter a = 1": "'flter' is no command",
    "outlier duration": "the command 'outlier' is not read yet",
    "filter strlength(a) > 1": "has no function 'strlength'",
    "filter strlen(a, b) > 1": "'strlen' takes 1 arguments, not 2",
    "filter coalesce() = 1": "'coalesce' takes at least 1 arguments, not 0",
    "filter count(*) > 1": "'count' goes over many events",
    "stats sum(*) by a": "'sum' takes no '*'",
    "stats duration by job": "'stats' needs a function over many events",
    "stats count(*) by bin(5 m)".replace("5 m", "5x"): "'5x' is no period",
    "stats count(*) by bin(90m)": "AWS cuts '90m' down to 60m",
    "stats count(*) by job | filter level = 'x'": "left no field 'level'",
    "stats count(*) by job | stats count(*) by bin(5m)": "'bin' needs @timestamp",
    "sort a | stats count(*) by a": "'sort' stands before the last 'stats'",
    "limit 0": "'limit' takes a whole number",
    "limit 1000000": "'limit' takes a whole number",
    "dedup a | sort a": "only 'limit' may come after 'dedup'",
    "filter a like b": "'like' needs a text",
    "filter a =~ 'x'": "'=~' needs a regular expression",
    "filter a not b": "'not' stands before 'like' or 'in'",
    "filter a in ['x'": "']' is missing before the end",
    "filter (a = 1": "')' is missing before the end",
    "filter a like /(/": "the regular expression is wrong",
    "parse @message 'a*b*' as a": "the pattern has 2 '*' and 1 names",
    "parse @message /a(b)/": "the expression names nothing",
    "parse @message": "'parse' needs a pattern",
    " | ".join(["stats count(*) as n"] + ["stats sum(n) as n"] * 10): "a query has at most 10 'stats'",
}


@pytest.mark.parametrize(("query", "message"), BAD.items())
def test_it_refuses_what_aws_refuses(query: str, message: str) -> None:
    assert [message in mistake.what for mistake in check(query)] == [True]


def test_every_command_is_looked_at() -> None:
    assert [mistake.offset for mistake in check("flds a | stats countt(*) by b | lmit 3")] == [0, 15, 32]
