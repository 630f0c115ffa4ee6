"""Runs a DAG file without Airflow: every import of `airflow` is answered by a recorder of tasks and arrows."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import traceback
import types
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.samples.airflow_names import airflow_names


@dataclass
class Task:
    """A task of a DAG."""

    id: str
    operator: str
    """The full name of its class, or the decorator that made it: `@task.branch`."""
    line: int
    """Where the file makes it."""
    options: dict[str, Any]


@dataclass(frozen=True)
class Edge:
    """An arrow from one task to another."""

    up: str
    down: str
    label: str | None
    line: int
    """Where the file draws it."""


@dataclass
class Loaded:
    """What a DAG file makes."""

    dags: list[dict[str, Any]] = field(default_factory=list)
    """The arguments of each DAG."""
    tasks: list[Task] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


class CannotLoadError(Exception):
    """The file raises an error when Python runs it."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def load_dag(path: Path) -> Loaded:
    """Run a DAG file and return what it makes; raise a CannotLoadError with the line that fails."""
    recorder = _Recorder(str(path))
    try:
        code = compile(path.read_bytes(), str(path), "exec")
        with recorder.in_place_of_airflow():
            exec(code, {"__name__": "dag_of_a_sample", "__file__": str(path)})  # our own file
    except Exception as error:
        lines = [
            frame.lineno or 1 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)
        ]
        raise CannotLoadError(lines[-1] if lines else 1, f"{type(error).__name__}: {error}") from None
    return recorder.loaded


class _Node:
    """A task, or what it hands on: in a DAG file both are used alike."""

    def __init__(self, recorder: _Recorder, task: Task) -> None:
        self.recorder, self.task = recorder, task

    @property
    def output(self) -> _Node:
        return self

    def __getitem__(self, key: str) -> _Node:
        return self

    def __rshift__(self, other: Any) -> Any:
        if isinstance(other, _Label):
            return _Labelled(self.recorder, [self], other)
        self.recorder.connect([self], other)
        return other

    def __lshift__(self, other: Any) -> Any:
        self.recorder.connect(_nodes(other), self)
        return other

    def __rrshift__(self, others: Any) -> _Node:
        self.recorder.connect(_nodes(others), self)
        return self

    def __rlshift__(self, others: Any) -> _Node:
        self.recorder.connect([self], others)
        return self

    def set_downstream(self, other: Any) -> None:
        self.recorder.connect([self], other)

    def set_upstream(self, other: Any) -> None:
        self.recorder.connect(_nodes(other), self)


@dataclass(frozen=True)
class _Label:
    """The words on an arrow."""

    text: str

    def __rrshift__(self, others: list[_Node]) -> _Labelled:
        return _Labelled(others[0].recorder, others, self)


@dataclass(frozen=True)
class _Labelled:
    """An arrow with words that has not arrived yet."""

    recorder: _Recorder
    up: list[_Node]
    label: _Label

    def __rshift__(self, other: Any) -> Any:
        self.recorder.connect(self.up, other, self.label.text)
        return other


class _Anything:
    """A notifier, a timetable, a hook: what makes no task."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.arguments, self.options = arguments, options


def _nodes(value: Any) -> list[_Node]:
    """Return the tasks in a value, however deep: a task that is an argument runs before."""
    if isinstance(value, _Node):
        return [value]
    if isinstance(value, dict):
        return _nodes(list(value.values()))
    if isinstance(value, list | tuple | set):
        return [node for item in value for node in _nodes(item)]
    return []


class _Recorder:
    """Answers in place of Airflow and notes what the file makes."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.loaded = Loaded()

    def line(self) -> int:
        """Return the line of the file that runs now."""
        frame = sys._getframe()
        while frame.f_back is not None and frame.f_code.co_filename != self.path:
            frame = frame.f_back
        return frame.f_lineno

    def connect(self, up: Iterable[_Node], down: Any, label: str | None = None) -> None:
        """Note the arrows from some tasks to others."""
        targets = _nodes(down)
        if not targets:
            raise TypeError(f"an arrow leads to {type(down).__name__}, which is no task")
        for first in up:
            for second in targets:
                known = [e for e in self.loaded.edges if (e.up, e.down) == (first.task.id, second.task.id)]
                if not known:
                    self.loaded.edges.append(Edge(first.task.id, second.task.id, label, self.line()))

    def make(self, operator: str, options: dict[str, Any], given: Any) -> _Node:
        """Note a task, and the arrows from the tasks whose results it takes."""
        node = _Node(self, Task(str(options.get("task_id")), operator, self.line(), options))
        self.loaded.tasks.append(node.task)
        for up in _nodes(given):
            self.connect([up], node)
        return node

    def operator(self, name: str) -> Callable[..., _Node]:
        """Return what stands in for an operator's class."""
        return lambda **options: self.make(name, options, options)

    def decorator(self, name: str) -> Callable[..., Any]:
        """Return what stands in for `@task` and its kin, with and without arguments."""

        def decorate(function: Callable[..., Any] | None = None, **options: Any) -> Any:
            def wrap(function: Callable[..., Any]) -> Callable[..., _Node]:
                named = {"task_id": function.__name__, **options}
                return lambda *arguments, **more: self.make(name, named, [*arguments, *more.values()])

            return wrap(function) if function else wrap

        return decorate

    def sdk(self, name: str) -> Any:
        """Return what stands in for a name of `airflow.sdk`."""
        recorder = self

        class Dag:
            def __init__(self, dag_id: str | None = None, **options: Any) -> None:
                recorder.loaded.dags.append({"dag_id": dag_id, **options})

            def __enter__(self) -> Dag:
                return self

            def __exit__(self, *_error: object) -> None:
                pass

        class Decorators:
            def __call__(self, function: Callable[..., Any] | None = None, **options: Any) -> Any:
                return recorder.decorator("@task")(function, **options)

            def __getattr__(self, kind: str) -> Callable[..., Any]:
                return recorder.decorator(f"@task.{kind}")

        def dag(function: Callable[..., Any] | None = None, **options: Any) -> Any:
            def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
                def make(*arguments: Any, **more: Any) -> Any:
                    Dag(**{"dag_id": function.__name__, **options})
                    return function(*arguments, **more)

                return make

            return wrap(function) if function else wrap

        def chain(*items: Any) -> None:
            label = None
            before: list[_Node] = []
            for item in items:
                if isinstance(item, _Label):
                    label = item.text
                    continue
                if before:
                    recorder.connect(before, item, label)
                before, label = _nodes(item), None

        made: dict[str, Any] = {"DAG": Dag, "dag": dag, "task": Decorators(), "chain": chain, "Label": _Label}
        return made.get(name, _Anything)

    @contextmanager
    def in_place_of_airflow(self) -> Iterator[None]:
        """Answer every import of `airflow` until the end of the block."""
        recorder = self

        class Module(types.ModuleType):
            __path__: list[str] = []  # noqa: RUF012  # how Python tells a package

            def __getattr__(self, name: str) -> Any:
                if name.startswith("__"):
                    raise AttributeError(name)
                full = f"{self.__name__}.{name}"
                if full in airflow_names().operators:
                    return recorder.operator(full)
                return recorder.sdk(name) if self.__name__ == "airflow.sdk" else _Anything

        class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
            def find_spec(self, name: str, *_where: Any) -> importlib.machinery.ModuleSpec | None:
                ours = name.partition(".")[0] == "airflow"
                return importlib.machinery.ModuleSpec(name, self, is_package=True) if ours else None

            def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
                return Module(spec.name)

            def exec_module(self, module: types.ModuleType) -> None:
                pass

        finder = Finder()
        sys.meta_path.insert(0, finder)
        try:
            yield
        finally:
            sys.meta_path.remove(finder)
            for name in [name for name in sys.modules if name.partition(".")[0] == "airflow"]:
                del sys.modules[name]
