"""Reads queries of CloudWatch Logs Insights: commands, functions, pipes, and what a command may come after.

There is no parser to install: this is a small grammar after AWS's documentation (`insights_language`). It takes less
than AWS does, never more: a command that it does not know is a problem, so that no query goes unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from macros.diagnostics import Diagnostic, Location, did_you_mean, shorten
from macros.recordings import Verdict
from tests.samples.insights_language import (
    AGGREGATES,
    CAPS,
    CHECKED,
    FUNCTIONS,
    MOST_ROWS,
    MOST_STATS,
    OTHERS,
    UNITS,
)
from tests.samples.insights_words import Mistake, Token, words
from tests.samples.read_only import ReadOnly
from tests.samples.runner import Target

_SMALL = {name.lower(): signature for name, signature in {**FUNCTIONS, **AGGREGATES}.items()}


class LogQueries(ReadOnly):
    """Tests files of the kind `logs-query`: one query a file."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield what Logs Insights would refuse or silently change."""
        text = target.path.read_text(encoding="utf-8")
        for mistake in check(text):
            lines = text[: mistake.offset].split("\n")
            yield Diagnostic(Location(target.shown, len(lines), len(lines[-1]) + 1), mistake.what, mistake.fix)

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:  # noqa: ARG002
        """Return what was done: the grammar is our own, no tool of AWS reads it offline."""
        what = "Its commands, functions and their order follow AWS's documentation of Logs Insights."
        return (Verdict(deed="checked", by="our own reader of Logs Insights", what=what),)


def check(text: str) -> list[Mistake]:
    """Return all that is wrong with a query, in the order of its text."""
    try:
        query = Query(text, words(text))
    except Mistake as mistake:
        return [mistake]
    query.read()
    return sorted(query.mistakes, key=lambda mistake: mistake.offset)


@dataclass
class Query:
    """The words of a query, and how far they are read."""

    text: str
    tokens: list[Token]
    at: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    fields: set[str] | None = None
    """After `stats` the fields that are left; before it any field may be there."""

    # ---- words

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def next(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.at += 1
        return token

    def take(self, *words: str) -> Token | None:
        """Return the next word if it is one of these, and go past it."""
        return self.next() if self.token.kind in ("mark", "name") and self.token.word in words else None

    def need(self, word: str) -> Token:
        return self.take(word) or self.stop(f"'{word}' is missing before {self.shown(self.token)}")

    def name(self, what: str) -> Token:
        """Return the next word, which must be a name."""
        return self.next() if self.token.kind == "name" else self.stop(f"{what} is missing", "name it")

    def stop(self, what: str, fix: str = "") -> NoReturn:
        raise Mistake(self.token.offset, what, fix)

    def note(self, token: Token, what: str, fix: str = "") -> None:
        self.mistakes.append(Mistake(token.offset, what, fix))

    @staticmethod
    def shown(token: Token) -> str:
        return "the end" if token.kind == "end" else f"'{shorten(token.text, 30)}'"

    # ---- commands

    def read(self) -> None:
        """Read the whole query; after a mistake go on with the next command."""
        commands: list[Token] = []
        while True:
            commands.append(self.token)
            try:
                self.command()
                if self.token.kind != "end" and self.token.text != "|":
                    self.stop(f"{self.shown(self.token)} is one word too many", "commands are separated by '|'")
            except Mistake as mistake:
                self.mistakes.append(mistake)
                while self.token.kind != "end" and self.token.text != "|":
                    self.next()
            if self.next().kind == "end":
                break
        self.order(commands)

    def command(self) -> None:
        token = self.next()
        if token.kind == "end" or token.text == "|":
            raise Mistake(token.offset, "a command is missing", "take the '|' out, or write one")
        known = {name.lower(): name for name in CHECKED}
        if token.word not in known:
            others = {name.lower() for name in OTHERS}
            what = f"'{token.text}' is no command of Logs Insights"
            fix = did_you_mean(token.text, [*CHECKED, *OTHERS], "the commands are " + ", ".join(CHECKED))
            if token.word in others:
                what, fix = f"the command '{token.text}' is not read yet", "teach it to tests/samples/log_queries.py"
            raise Mistake(token.offset, what, fix)
        getattr(self, f"read_{token.word}")()

    def order(self, commands: list[Token]) -> None:
        """Note what stands where it may not."""
        stats = [token for token in commands if token.word == "stats"]
        for token in stats[MOST_STATS:]:
            self.note(token, f"a query has at most {MOST_STATS} 'stats'")
        for i, token in enumerate(commands):
            if token.word in ("sort", "limit") and stats and token.offset < stats[-1].offset:
                self.note(token, f"'{token.text}' stands before the last 'stats'", "move it behind")
            if token.word != "limit" and any(before.word == "dedup" for before in commands[:i]):
                self.note(token, "only 'limit' may come after 'dedup'", "move 'dedup' to the end")

    def read_fields(self) -> None:
        self.columns()

    def read_display(self) -> None:
        self.columns()

    def columns(self) -> None:
        """Read fields or expressions with new names."""
        new = set()
        while True:
            self.expression()
            if self.take("as"):
                new.add(self.name("the new name").text)
            if not self.take(","):
                break
        if self.fields is not None:
            self.fields |= new

    def read_filter(self) -> None:
        self.expression()

    read_where = read_filter

    def read_filterindex(self) -> None:
        self.name("the indexed field")
        if self.take("in"):
            self.items()
        else:
            self.need("=")
            self.expression()

    def read_stats(self) -> None:
        names: set[str] = set()
        while True:
            start = self.token
            if not self.named(names, aggregate=True):
                fix = "use one of " + ", ".join(AGGREGATES)
                self.note(start, "'stats' needs a function over many events here", fix)
            if not self.take(","):
                break
        if self.take("by"):
            self.named(names, aggregate=False)
            while self.take(","):
                self.named(names, aggregate=False)
        self.fields = names

    def named(self, names: set[str], *, aggregate: bool) -> bool:
        """Read an expression of `stats`, add the names under which it goes on, and return as `expression` does."""
        start = self.token
        found = self.expression(aggregate=aggregate)
        names.add(_bare(self.text[start.offset : self.token.offset]))
        if self.take("as"):
            names.add(self.name("the new name").text)
        return found

    def read_sort(self) -> None:
        while True:
            self.expression(aggregate=True)
            self.take("asc", "desc")
            if not self.take(","):
                break

    def read_limit(self) -> None:
        self.take("any")
        if self.token.kind != "number" or not 1 <= float(self.token.text) <= MOST_ROWS:
            self.stop(f"'limit' takes a whole number from 1 to {MOST_ROWS:,}")
        self.next()

    def read_dedup(self) -> None:
        while True:
            self.field(self.name("the field"))
            if not self.take(","):
                break

    def read_pattern(self) -> None:
        self.field(self.name("the field"))

    def read_parse(self) -> None:
        if self.token.kind == "name":
            self.field(self.next())
        if self.take("logfmt") or self.take("csv"):
            self.need("as")
            self.aliases()
        elif self.token.kind == "text":
            glob = self.next()
            self.need("as")
            stars, names = glob.text.count("*"), self.aliases()
            if stars != names:
                self.note(glob, f"the pattern has {stars} '*' and {names} names", "give each '*' a name")
        elif self.token.kind == "regex":
            groups = self.regex(self.next())
            if self.take("as"):
                self.aliases()
            elif not groups:
                self.stop("the expression names nothing", "write what is wanted as (?<name>...)")
            self.take("multi")
        else:
            self.stop("'parse' needs a pattern in quotation marks or an expression between slashes")

    def aliases(self) -> int:
        """Read new names and return how many they are."""
        names = []
        while True:
            names.append(self.name("the new name").text)
            if not self.take(","):
                break
        if self.fields is not None:
            self.fields |= set(names)
        return len(names)

    def regex(self, token: Token) -> tuple[str, ...]:
        """Check an expression between slashes and return the names of its groups."""
        pattern = token.text[1:-1].replace(r"\/", "/")
        try:
            names = tuple(re.compile(re.sub(r"\(\?<(?=[A-Za-z])", "(?P<", pattern)).groupindex)
        except re.error as error:
            self.note(token, f"the regular expression is wrong: {error}", "mend it")
            names = ("unknown",)
        if self.fields is not None:
            self.fields |= set(names)
        return names

    # ---- expressions; each returns whether a function over many events was called in it

    def expression(self, *, aggregate: bool = False) -> bool:
        """Read an expression; `aggregate` says whether functions over many events may stand in it."""
        found = self.conjunction(aggregate)
        while self.take("or"):
            found |= self.conjunction(aggregate)
        return found

    def conjunction(self, aggregate: bool) -> bool:
        found = self.condition(aggregate)
        while self.take("and"):
            found |= self.condition(aggregate)
        return found

    def condition(self, aggregate: bool) -> bool:
        if self.take("not"):
            return self.condition(aggregate)
        found = self.sum(aggregate)
        if self.take("=", "!=", "<", "<=", ">", ">="):
            return self.sum(aggregate) or found
        if self.take("=~"):
            if self.token.kind != "regex":
                self.stop("'=~' needs a regular expression between slashes")
            self.regex(self.next())
            return found
        refused = self.take("not")
        if self.take("like"):
            if self.token.kind not in ("text", "regex"):
                self.stop("'like' needs a text in quotation marks or an expression between slashes")
            token = self.next()
            if token.kind == "regex":
                self.regex(token)
        elif self.take("in"):
            self.items()
        elif refused:
            self.stop("'not' stands before 'like' or 'in' here")
        return found

    def items(self) -> None:
        self.need("[")
        while True:
            self.sum(aggregate=False)
            if not self.take(","):
                break
        self.need("]")

    def sum(self, aggregate: bool) -> bool:
        found = self.operand(aggregate)
        while self.take("+", "-", "*", "/", "^", "%"):
            found |= self.operand(aggregate)
        return found

    def operand(self, aggregate: bool) -> bool:
        self.take("-")
        if self.take("("):
            found = self.expression(aggregate=aggregate)
            self.need(")")
            return found
        token = self.token
        if token.kind in ("text", "number", "period"):
            self.next()
            return False
        if token.kind != "name" or token.word in ("as", "by", "asc", "desc", "and", "or", "in", "like"):
            self.stop(f"a value is missing before {self.shown(token)}", "name a field, a text or a number")
        self.next()
        if self.take("("):
            return self.call(token, aggregate)
        if token.word not in ("true", "false", "null"):
            self.field(token)
        return False

    def call(self, function: Token, aggregate: bool) -> bool:
        """Read the arguments of a function."""
        arguments: list[Token] = []
        inner = self.mistakes
        self.mistakes = []
        while not self.take(")"):
            if arguments:
                self.need(",")
            arguments.append(self.token)
            if not self.take("*"):
                self.expression(aggregate=aggregate)
            elif function.word in _SMALL and function.word != "count":
                self.note(arguments[-1], f"'{function.text}' takes no '*'", "name a field")
        whole = _bare(self.text[function.offset : self.tokens[self.at - 1].offset + 1])
        if self.fields is not None and whole in self.fields:
            self.mistakes = inner  # the result of an earlier `stats`, named by its own words
            return True
        self.mistakes = inner + self.mistakes
        return self.judge(function, arguments, aggregate)

    def judge(self, function: Token, arguments: list[Token], aggregate: bool) -> bool:
        """Note what is wrong with a call, and return whether it is over many events."""
        many = {name.lower() for name in AGGREGATES}
        signature = _SMALL.get(function.word)
        if signature is None:
            fix = did_you_mean(function.text, [*FUNCTIONS, *AGGREGATES], "see AWS's list of functions")
            self.note(function, f"Logs Insights has no function '{function.text}'", fix)
            return True
        least, most = signature
        if len(arguments) < least or (most is not None and len(arguments) > most):
            self.note(function, f"'{function.text}' takes {signature} arguments, not {len(arguments)}")
        if function.word in many and not aggregate:
            self.note(function, f"'{function.text}' goes over many events", "use it in 'stats'")
        if function.word in ("bin", "datefloor", "dateceil") and arguments:
            self.period(arguments[-1])
            if function.word == "bin" and self.fields is not None:
                self.note(function, "'bin' needs @timestamp, which the 'stats' before took away", "use 'dateceil'")
        return function.word in many

    def period(self, token: Token) -> None:
        """Note what is wrong with a period like 5m."""
        match = re.fullmatch(r"(\d+)([A-Za-z]+)", token.text)
        if match is None or match[2].lower() not in UNITS:
            units = ", ".join(dict.fromkeys(UNITS.values()))
            self.note(token, f"{self.shown(token)} is no period", f"write a number and a unit ({units})")
            return
        unit = UNITS[match[2].lower()]
        if int(match[1]) > CAPS.get(unit, int(match[1])):
            what = f"AWS cuts '{token.text}' down to {CAPS[unit]}{unit}"
            self.note(token, what, "use a larger unit")

    def field(self, token: Token) -> None:
        """Note a field that an earlier `stats` took away."""
        if self.fields is None or token.text in self.fields or token.text.split(".")[0] in self.fields:
            return
        fix = did_you_mean(token.text, self.fields, "left are " + ", ".join(sorted(self.fields)))
        self.note(token, f"the 'stats' before left no field '{token.text}'", fix)


def _bare(text: str) -> str:
    """Return an expression without blanks and in small letters, as later commands may name it."""
    text = re.sub(r"\s+", "", text)
    return text if re.fullmatch(r"[@\w.]+", text) else text.lower()
