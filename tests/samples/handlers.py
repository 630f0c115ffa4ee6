"""Lambda handlers of a sample: read from its files as they stand, called as the service calls them."""

from __future__ import annotations

import importlib.util
import json
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

Handler = Callable[[Any, Any], Any]

ENTRY = "handler"
"""The name of the function that Lambda calls."""


@dataclass(frozen=True)
class Context:
    """What Lambda hands to a handler beside the event."""

    function_name: str
    aws_request_id: str = "00000000-0000-0000-0000-000000000000"
    memory_limit_in_mb: int = 128

    def get_remaining_time_in_millis(self) -> int:
        """Return as much time as a new function has: its default timeout is 3 seconds."""
        return 3000


def load_module(path: Path) -> ModuleType:
    """Import a file afresh, under a name of its own, without leaving a trace in its folder."""
    name = f"sample_{path.stem}_{uuid.uuid4().hex}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def function_name(file: str) -> str:
    """Return the name under which a file is deployed: `check_upload.py` is the function `check-upload`."""
    return file.removesuffix(".py").replace("_", "-")


def call_handler(handler: Handler, name: str, event: Any) -> tuple[Any, bool]:
    """Return what Lambda answers to a synchronous call, and whether that tells of an error.

    What goes in and out is JSON, so a handler that returns a `set` fails here as it fails in Lambda.
    """
    try:
        result = handler(json.loads(json.dumps(event)), Context(name))
        return json.loads(json.dumps(result)), False
    except Exception as error:
        return {"errorMessage": str(error), "errorType": type(error).__name__}, True
