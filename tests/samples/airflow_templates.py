"""Jinja in the arguments of tasks: variables, filters and tasks that exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from macros.diagnostics import did_you_mean
from tests.samples.airflow_names import airflow_names

PULLED = re.compile(r"xcom_pull\(\s*(?:task_ids\s*=\s*)?['\"]([\w.-]+)['\"]")

Found = tuple[int, str, str, str]
"""The line in the text from 0, the word that is wrong, what is wrong, what to do."""


def template_mistakes(text: str, tasks: Collection[str], variables: Collection[str]) -> Iterator[Found]:
    """Yield every mistake in a text that may be a template.

    `tasks` are the ids of tasks, `variables` those that a template may use.
    """
    if "{{" not in text and "{%" not in text:
        return
    environment = Environment(autoescape=False)  # nothing is rendered
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        yield error.lineno - 1, "{", f"this is no template: {error.message}", "close what is open"
        return
    filters = {*environment.filters, *airflow_names().filters}
    used = {node.name for node in tree.find_all(nodes.Filter)}
    for name in sorted(used - filters):
        yield _line(text, name), name, f"templates have no filter '{name}'", did_you_mean(name, filters, "look it up")
    environment.filters |= dict.fromkeys(used, str)  # Jinja asks for them before it looks at the variables
    for name in sorted(meta.find_undeclared_variables(tree) - set(variables)):
        fix = did_you_mean(name, variables, "look it up in the reference of templates")
        yield _line(text, name), name, f"templates have no variable '{name}'", fix
    for match in PULLED.finditer(text):
        if match[1] not in tasks:
            fix = did_you_mean(match[1], tasks, "name a task of this DAG")
            yield text[: match.start()].count("\n"), match[1], f"there is no task '{match[1]}'", fix


def _line(text: str, word: str) -> int:
    found = re.search(rf"\b{re.escape(word)}\b", text)
    return text[: found.start()].count("\n") if found else 0
