"""The names of operations, parameters, events and permissions in the guide: each is in the SDK or in `names.yml`.

A name is what a code span holds and nothing else, if it looks like one: `StartExecution`, `stateMachineArn`,
`glue:StartJobRun`, `glue:startJobRun.sync`, `s3:ObjectRemoved:*`, `aws.states`. A resource of Step Functions and the
title of an event, such as "Glue Job State Change", count wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic, did_you_mean
from macros.models import Model, Record, Service, Text, Url
from macros.reading import Document, Source, ValuePath, read_source, read_yaml
from macros.validation import explain
from tests.facts import sdk

LIST = "tests/facts/names.yml"
"""The file of exceptions, in the project."""

SPAN = re.compile(r"(?<!`)`(?P<name>[^`\n]+(?:\n[^`\n]+)?)`(?!`)")
WORD = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+|[a-z]+(?:[A-Z][a-z0-9]+)+")
ACTION = re.compile(r"(?P<service>[a-z0-9-]+):(?P<name>[A-Za-z*][\w:*]*)(?:\.(?P<pattern>[\w:]+))?")
EVENT_SOURCE = re.compile(r"aws\.[a-z0-9-]+")
RESOURCE = re.compile(r"arn:aws:states:::(?:aws-sdk:)?[a-z0-9-]+:\w+(?:\.[\w:]*\w)?")
EVENT = re.compile(
    r"(?P<quote>[\"`])(?P<name>[A-Z][\w/-]*(?:\s+[A-Za-z][\w/-]*)*\s+"
    r"(?:Change|Status|Created|Deleted|Available|CloudTrail))(?P=quote)"
)

PATTERNS = ("sync", "sync:2", "waitForTaskToken")
"""How a state machine can wait: https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html."""


class Exceptions(Model):
    """Names that are right although the SDK does not have them."""

    reason: Text
    """What they are, and why the SDK does not have them."""
    source: Url | None = None
    """The page that has them; none only for names that the guide makes up."""
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The names as the guide writes them."""


class NameList(Record):
    """The file of exceptions."""

    kind = "names"
    folder = "names"

    exceptions: tuple[Exceptions, ...]
    """The exceptions, by reason."""


@dataclass(frozen=True)
class Named:
    """A name and where the guide writes it."""

    name: str
    source: Source
    line: int
    column: int


def unknown_names(catalog: Catalog, root: Path) -> Iterator[Diagnostic]:
    """Yield names that neither the SDK nor the list of exceptions has, and exceptions that nothing needs."""
    document, problems = read_yaml(root / LIST, root)
    yield from problems
    try:
        record = NameList.model_validate(document.value)
    except ValidationError as error:
        yield from explain(NameList, error, document, ())
        return
    services = frozenset(str(name) for service in catalog.all(Service) for name in service.sdk)
    found = list(named(root))
    excepted = dict(_exceptions(record))
    for use in found:
        if use.name not in excepted and not is_known(use.name, services):
            what = f"the SDK has no '{use.name}'"
            fix = did_you_mean(use.name, _alike(use.name, services), f"correct it, or add it to {LIST} with its source")
            yield use.source.diagnostic(use.line, use.column, what, fix)
    yield from _needless(document, excepted, {use.name for use in found}, services)


def _exceptions(record: NameList) -> Iterator[tuple[str, ValuePath]]:
    for i, group in enumerate(record.exceptions):
        for j, name in enumerate(group.names):
            yield str(name), ("exceptions", i, "names", j)


def _needless(
    document: Document, excepted: dict[str, ValuePath], used: set[str], services: frozenset[str]
) -> Iterator[Diagnostic]:
    for name, where in excepted.items():
        if name not in used:
            yield document.at(where, f"the guide does not name '{name}'", "take it off the list")
        elif is_known(name, services):
            yield document.at(where, f"the SDK has '{name}'", "take it off the list")


# --------------------------------------------------------------------------------------------- in the guide


def named(root: Path) -> Iterator[Named]:
    """Yield each name in the records and on the pages of a project, with its place."""
    data, docs = root / "data", root / "docs"
    ignored = {data / "schemas", data / "samples"}  # generated; checked by what runs them
    for file in sorted(chain(data.rglob("*.yml"), docs.rglob("*.md"))):
        if not ignored & set(file.parents):
            source, _ = read_source(file, root)
            yield from names_in(source)


def names_in(source: Source) -> Iterator[Named]:
    """Yield each name in a file, once for each place."""
    text = "\n".join(source.lines)
    seen = set()
    for start, name in sorted(chain(_spans(text), _anywhere(text))):
        if start not in seen:
            seen.add(start)
            yield Named(name, source, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _spans(text: str) -> Iterator[tuple[int, str]]:
    for match in SPAN.finditer(_without_fences(text)):
        name = " ".join(match["name"].split())
        if any(pattern.fullmatch(name) for pattern in (WORD, ACTION, EVENT_SOURCE)):
            yield match.start("name"), name


def _anywhere(text: str) -> Iterator[tuple[int, str]]:
    for match in RESOURCE.finditer(text):
        yield match.start(), match[0]
    for match in EVENT.finditer(text):
        yield match.start("name"), " ".join(match["name"].split())


def _without_fences(text: str) -> str:
    """Return a text with its blocks of code as blanks: their backticks would pair with others."""
    return re.sub(r"(?ms)^ *(```+).*?^ *\1 *$", lambda match: re.sub(r"[^\n]", " ", match[0]), text)


# ---------------------------------------------------------------------------------------------- in the SDK


def is_known(name: str, services: frozenset[str]) -> bool:
    """Return whether one of some services of the SDK has an operation, parameter, value, event or source."""
    if EVENT_SOURCE.fullmatch(name):
        return name.removeprefix("aws.") in _by_prefix(services)
    action = ACTION.fullmatch(name.removeprefix("arn:aws:states:::").removeprefix("aws-sdk:"))
    return _is_action(action, services) if action else name in _words(services)


def _is_action(action: re.Match[str], services: frozenset[str]) -> bool:
    name, pattern = action["name"], action["pattern"]
    for service in _by_prefix(services).get(action["service"], ()):
        if name == "*":
            return True
        if pattern is None and action[0] in _values(service):
            return True  # an event, such as s3:ObjectRemoved:*
        operations = set(sdk.model(service)["operations"])
        first_small = {operation[0].lower() + operation[1:] for operation in operations}
        if name in (operations if pattern is None else ()) or (name in first_small and pattern in (None, *PATTERNS)):
            return True
    return False


@cache
def _by_prefix(services: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the services by the names that permissions, events and state machines use for them."""
    found: dict[str, tuple[str, ...]] = {}
    for service in sorted(services):
        metadata = sdk.model(service)["metadata"]
        names = {service, service.replace("-", ""), metadata["endpointPrefix"], metadata.get("signingName", service)}
        for name in names:
            found[name] = (*found.get(name, ()), service)
    return found


@cache
def _values(service: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(shape.get("enum", ()) for shape in sdk.model(service)["shapes"].values()))


@cache
def _words(services: frozenset[str]) -> frozenset[str]:
    """Return all operations, structures, parameters and values of some services."""
    words = set[str]()
    for service in services:
        model = sdk.model(service)
        words |= {*model["operations"], *_values(service)}
        for name, shape in model["shapes"].items():
            words |= {*shape.get("members", ()), name}
    return frozenset(words)


def _alike(name: str, services: frozenset[str]) -> Iterator[str]:
    """Yield the names in the SDK that somebody may have meant: few of the many, as comparing them takes its time."""
    action = ACTION.fullmatch(name)
    if action is None:
        yield from (word for word in _words(services) if word[:2] == name[:2] and abs(len(word) - len(name)) < 4)
        return
    for service in _by_prefix(services).get(action["service"], ()):
        yield from (f"{action['service']}:{operation}" for operation in sdk.model(service)["operations"])
