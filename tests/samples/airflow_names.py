"""What Airflow and its providers have, as `airflow_signatures.json` tells: without installing them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from macros.diagnostics import did_you_mean

FILE = Path(__file__).parent / "airflow_signatures.json"


@dataclass(frozen=True)
class Signature:
    """The keyword arguments of a class."""

    arguments: frozenset[str]
    required: frozenset[str]


@dataclass(frozen=True)
class AirflowNames:
    """The names of one release of Airflow and of the providers that were installed with it."""

    versions: dict[str, str]
    operators: dict[str, Signature]
    """By full name; the arguments are all that the class takes."""
    others: dict[str, Signature]
    """Notifiers and timetables, by full name."""
    base: frozenset[str]
    """The arguments that every operator takes."""
    dag: frozenset[str]
    """The arguments of a DAG."""
    decorators: frozenset[str]
    """What may stand behind `@task.`."""
    trigger_rules: frozenset[str]
    context: frozenset[str]
    """The variables of templates."""
    filters: frozenset[str]
    """The filters of templates that Airflow adds to Jinja's."""
    modules: dict[str, frozenset[str]]
    """The names that can be imported, by module."""

    @property
    def release(self) -> str:
        """The release in words: "Airflow 3.0.6"."""
        return f"Airflow {self.versions['apache-airflow']}"

    @property
    def amazon(self) -> str:
        """The Amazon provider in words."""
        return f"Amazon provider {self.versions['apache-airflow-providers-amazon']}"

    def no_operator(self, name: str) -> tuple[str, str]:
        """Return what is wrong with a full name that is no operator, and what to do."""
        module, _, short = name.rpartition(".")
        if module not in self.modules:
            return self.no_module(module)
        return self.no_name(module, short)

    def no_module(self, module: str) -> tuple[str, str]:
        """Return what is wrong with a module that does not exist, and what to do."""
        fix = did_you_mean(module, self.modules, "look it up in the provider's reference")
        return f"{self.release} and its providers have no module '{module}'", fix

    def no_name(self, module: str, name: str) -> tuple[str, str]:
        """Return what is wrong with a name that a module does not have, and where there is one."""
        what = f"'{module}' has no '{name}'"
        elsewhere = [other for other, names in self.modules.items() if name in names]
        if elsewhere:
            return what, f"it is in '{elsewhere[0]}'"
        every = {found for names in self.modules.values() for found in names}
        fix = did_you_mean(name, self.modules[module]) or did_you_mean(name, every)
        return what, fix or "look it up in the provider's reference"


@cache
def airflow_names() -> AirflowNames:
    """Return the names of the release that `airflow_signatures.json` was written with."""
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    base = frozenset(read["operator"])
    operators = {
        name: Signature(frozenset(found["arguments"]) | base | {"task_id"}, frozenset({*found["required"], "task_id"}))
        for name, found in read["operators"].items()
    }
    modules = {module: set(names) for module, names in read["names"].items()}
    for name in operators:
        module, _, short = name.rpartition(".")
        modules.setdefault(module, set()).add(short)
    return AirflowNames(
        versions=read["versions"],
        operators=operators,
        others={
            name: Signature(frozenset(found["arguments"]), frozenset(found["required"]))
            for name, found in read["others"].items()
        },
        base=base,
        dag=frozenset(read["dag"]),
        decorators=frozenset(read["decorators"]),
        trigger_rules=frozenset(read["trigger_rules"]),
        context=frozenset(read["context"]),
        filters=frozenset(read["filters"]),
        modules={module: frozenset(names) for module, names in modules.items()},
    )
