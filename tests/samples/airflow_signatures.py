"""Writes what the installed Airflow and its providers have: operators and their arguments, names, template variables.

A program of its own for the environment of `make test-airflow`; it imports nothing of the project. What it writes is
committed as `airflow_signatures.json`, so that the other tests know the operators without installing Airflow.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import sys
import typing
import warnings
from collections.abc import Iterator
from importlib.metadata import version
from types import ModuleType
from typing import Any

PACKAGES = (
    "apache-airflow",
    "apache-airflow-providers-amazon",
    "apache-airflow-providers-salesforce",
    "apache-airflow-providers-slack",
    "apache-airflow-providers-standard",
)
FOLDERS = ("hooks", "notifications", "operators", "sensors", "transfers")
"""The parts of a provider that a DAG imports."""


def modules() -> Iterator[ModuleType]:
    """Yield every module that a DAG may import from and that can be imported here."""
    for root in ("amazon.aws", "salesforce", "slack", "standard"):
        for folder in FOLDERS:
            yield from _below(f"airflow.providers.{root}.{folder}")
    yield from _below("airflow.timetables")
    yield importlib.import_module("airflow.sdk")
    yield importlib.import_module("airflow.exceptions")


def _below(name: str) -> Iterator[ModuleType]:
    from airflow.exceptions import AirflowOptionalProviderFeatureException

    try:
        package = importlib.import_module(name)
    except ImportError:  # not every provider has every part
        return
    for found in pkgutil.iter_modules(package.__path__):
        try:
            yield importlib.import_module(f"{name}.{found.name}")
        except (ImportError, AirflowOptionalProviderFeatureException):  # needs a provider that is not here
            continue


def arguments(made: type) -> tuple[set[str], list[str]]:
    """Return all keyword arguments of a class, and those of them that it cannot do without."""
    names = set[str]()
    required: list[str] | None = None
    for base in made.__mro__:
        if "__init__" not in vars(base) or base is object:
            continue
        parameters = [p for p in inspect.signature(vars(base)["__init__"]).parameters.values() if p.name != "self"]
        named = [p for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
        names |= {p.name for p in named if not p.name.startswith("_")}
        if required is None:
            required = sorted(p.name for p in named if p.default is p.empty)
        if all(p.kind != p.VAR_KEYWORD for p in parameters):
            break  # nothing is handed on to the class below
    return names, required or []


def signatures() -> dict[str, Any]:
    """Return all that the light checks need to know."""
    from airflow.sdk import DAG, BaseOperator, task
    from airflow.sdk.bases.decorator import DecoratedOperator
    from airflow.sdk.definitions._internal.templater import FILTERS
    from airflow.sdk.definitions.context import Context
    from airflow.utils.trigger_rule import TriggerRule

    base, _ = arguments(BaseOperator)
    base |= set(inspect.signature(DecoratedOperator).parameters) & {"multiple_outputs"}
    operators: dict[str, Any] = {}
    others: dict[str, Any] = {}
    names: dict[str, list[str]] = {}
    for module in modules():
        public = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
        for name in public:
            made = getattr(module, name, None)
            own = getattr(made, "__module__", None) == module.__name__ or hasattr(module, "__all__")
            if not own:
                continue
            if inspect.isclass(made) and issubclass(made, BaseOperator):
                known, required = arguments(made)
                operators[f"{module.__name__}.{name}"] = {"arguments": sorted(known - base), "required": required}
            elif ".operators." not in module.__name__:
                if inspect.isclass(made) and (
                    ".notifications." in module.__name__ or ".timetables." in module.__name__
                ):
                    known, required = arguments(made)
                    others[f"{module.__name__}.{name}"] = {"arguments": sorted(known), "required": required}
                names.setdefault(module.__name__, []).append(name)
    return {
        "about": "Written by airflow_signatures.py (make record-airflow). Do not edit.",
        "versions": {package: version(package) for package in PACKAGES},
        "operator": sorted(base - {"task_id"}),
        "dag": sorted(name for name in inspect.signature(DAG).parameters if not name.startswith("_")),
        "decorators": sorted({*typing.cast(Any, task).__dict__, *_decorators()}),
        "trigger_rules": sorted(rule.value for rule in TriggerRule),
        "context": sorted(Context.__annotations__),
        "filters": sorted(FILTERS),
        "names": {module: sorted(found) for module, found in sorted(names.items())},
        "others": dict(sorted(others.items())),
        "operators": dict(sorted(operators.items())),
    }


def _decorators() -> Iterator[str]:
    from airflow.providers_manager import ProvidersManager

    for name, _ in ProvidersManager().taskflow_decorators.items():
        yield name


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    text = json.dumps(signatures())
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123  # Airflow logs to the output
        file.write(text)
