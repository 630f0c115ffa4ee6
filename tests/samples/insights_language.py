"""What the language of CloudWatch Logs Insights knows: commands, functions and units.

Read in AWS's documentation of 2026, "CloudWatch Logs Insights language query syntax" and the pages below it
(https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html).
"""

from __future__ import annotations

from typing import NamedTuple

CHECKED = ("fields", "display", "filter", "where", "stats", "sort", "limit", "parse", "dedup", "pattern", "filterIndex")
"""The commands whose grammar `log_queries` reads."""

OTHERS = (
    *("accum", "addtotals", "anomaly", "appendcols", "autoregress", "cidrlookup", "countFrequent", "diff", "estimate"),
    *("expand", "filldown", "fillmissing", "join", "json", "logcompare", "lookup", "outlier", "relevantfields"),
    *("sessionize", "SOURCE", "unmask", "unnest"),
)
"""The commands that AWS documents and that no sample uses yet."""


class Signature(NamedTuple):
    """How many arguments a function takes."""

    least: int
    most: int | None
    """Nothing: any number."""

    def __str__(self) -> str:
        least, most = self
        if most is None:
            return f"at least {least}"
        return str(least) if least == most else f"{least} to {most}"


def _signatures(text: str) -> dict[str, Signature]:
    """Read "log:1 round:1-2 least:1+" into signatures by name."""
    result = {}
    for word in text.split():
        name, _, number = word.partition(":")
        least, _, most = number.rstrip("+").partition("-")
        result[name] = Signature(int(least), None if number.endswith("+") else int(most or least))
    return result


FUNCTIONS = _signatures(
    # numeric
    "abs:1 ceil:1 floor:1 greatest:1+ least:1+ log:1 round:1-2 sqrt:1 haversine:4 toNumber:1 toInt:1 toLong:1"
    " toDouble:1"
    # dates and times
    " bin:1 datefloor:2 dateceil:2 fromMillis:1 toMillis:1 now:0 parseDate:2-3 formatDate:2-3 strftime:2-3"
    # general
    " ispresent:1 coalesce:1+ case:2+ if:3 isNumeric:1 messageSize:1 queryStartTime:0 queryEndTime:0 queryTimeRange:0"
    # JSON
    " jsonParse:1 jsonStringify:1 jsonArraySize:1 jsonArrayContains:2"
    # addresses
    " isValidIp:1 isValidIpV4:1 isValidIpV6:1 isIpInSubnet:2 isIpv4InSubnet:2 isIpv6InSubnet:2 ipv4ToNumber:1"
    " isPrivateIP:1 isPublicIP:1 isReservedIP:1"
    # texts
    " isempty:1 isblank:1 concat:1+ ltrim:1-2 rtrim:1-2 trim:1-2 strlen:1 toupper:1 tolower:1 substr:2-3 replace:3"
    " regexReplace:3 strcontains:2-3 startsWith:2 endsWith:2 urlencode:1 urldecode:1 base64encode:1 base64decode:1"
    " split:2 hexToAscii:1 hexToDec:1 decToHex:1"
)
"""The functions of every command."""

AGGREGATES = _signatures(
    "avg:1 count:0-1 countDistinct:1 max:1 min:1 pct:2 stddev:1 sum:1 values:1 variance:1 topk:2 earliest:1 latest:1"
    " sortsFirst:1 sortsLast:1"
)
"""The functions that make one value of many events; they belong to `stats`."""

UNITS = {
    **dict.fromkeys(("ms", "msec", "msecs", "millisecond", "milliseconds"), "ms"),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("w", "week", "weeks"), "w"),
    **dict.fromkeys(("mo", "mon", "mos", "mons", "month", "months"), "mo"),
    **dict.fromkeys(("q", "qtr", "qtrs", "quarter", "quarters"), "q"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "y"),
}
"""The units of a period, and which of them mean the same."""

CAPS = {"ms": 1000, "s": 60, "m": 60, "h": 24}
"""The largest number that a unit takes: more is silently cut down to it."""

MOST_STATS = 10
"""So many `stats` a query may have."""

MOST_ROWS = 100_000
"""The largest `limit`."""
