"""What an editor shows, asked of the language server that VS Code and others use for YAML."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.models import KINDS

ROOT = Path(__file__).parent.parent
SERVER = Path(__file__).parent / "scripts/node_modules/yaml-language-server/bin/yaml-language-server"

TEXT = """\
# yaml-language-server: $schema=../schemas/{kind}.schema.json
- id: something-new
{fields}
"""


class Server:
    """Speaks the Language Server Protocol with a process."""

    def __init__(self) -> None:
        node = Path(sys.executable).parent / "node"
        assert SERVER.exists(), "run 'make test', which installs the packages of tests/scripts"
        command = [str(node), str(SERVER), "--stdio"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        self.count, self.diagnostics = 0, list[str]()
        self.ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": {}})
        self.send({"method": "initialized", "params": {}})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self.count += 1
        asked = self.count
        self.send({"id": asked, "method": method, "params": parameters})
        while True:
            message = self.receive()
            if "method" not in message and message.get("id") == asked:
                assert "error" not in message, message
                return message["result"]
            self.note(message)

    def note(self, message: dict[str, Any]) -> None:
        """Answer what the server asks, and keep its complaints."""
        if message.get("method") == "workspace/configuration":
            settings = [{"validate": True, "completion": True, "hover": True}, {}, {}, {}]
            self.send({"id": message["id"], "result": settings})
        elif "method" in message and "id" in message:
            self.send({"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics = [problem["message"] for problem in message["params"]["diagnostics"]]
            self.has_judged = True

    def open(self, name: str, text: str) -> dict[str, str]:
        """Open a file that need not be there, and wait until it was judged."""
        document = {"uri": (ROOT / "data" / name).as_uri()}
        self.has_judged = False
        self.send(
            {
                "method": "textDocument/didOpen",
                "params": {"textDocument": {**document, "languageId": "yaml", "version": 1, "text": text}},
            }
        )
        while not self.has_judged:
            self.note(self.receive())
        return document


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    with server.process:  # closes the pipes
        server.process.terminate()


def at(server: Server, what: str, kind: str, fields: str) -> Any:
    """Ask about the place of the '|' in the fields of a new record."""
    text = TEXT.format(kind=kind, fields=fields)
    before = text.partition("|")[0]
    place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
    document = server.open(f"terms/new-{server.count}.yml", text.replace("|", ""))
    return server.ask(f"textDocument/{what}", {"textDocument": document, "position": place})


def offered(server: Server, kind: str, fields: str) -> dict[str, str]:
    answer = at(server, "completion", kind, fields)
    return {item["label"]: item.get("documentation", "") for item in answer["items"]}


def test_ids_of_records_are_offered_with_their_titles(server: Server) -> None:
    assert offered(server, "term", "  see_also:\n    - da|")["dag"] == "directed acyclic graph (DAG)"
    services = offered(server, "question", "  facts:\n    - eb-|")
    assert services["eb-retry"].startswith("EventBridge")
    assert "dag" not in services


def test_numbers_of_skills_are_offered_with_what_they_ask(server: Server) -> None:
    assert offered(server, "question", "  skill: |")["1.3.3"] == "Build serverless workflows and keep them running."


def test_values_of_a_choice_are_offered_with_their_meaning(server: Server) -> None:
    found = offered(server, "question", "  type: |")
    assert found["open"] == "think and compare"
    assert set(found) >= {"open", "single", "multiple"}


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("term", "  defini|tion: A thing.", "One sentence that says what it is."),
        ("question", "  ty|pe: open", "think and compare"),
        ("fact", "  as_|of: 2026-11", "When it was read there."),
    ],
)
def test_hover_explains(server: Server, kind: str, fields: str, words: str) -> None:
    assert words in at(server, "hover", kind, fields)["contents"]["value"]


def test_a_good_record_has_no_complaints_and_a_bad_one_has(server: Server) -> None:
    good = "  name: thing\n  definition: A thing.\n  services: [s3]\n  see_also: [not-written-yet]\n  skills: [1.3.1]"
    server.open("terms/good.yml", TEXT.format(kind="term", fields=good))
    assert server.diagnostics == []
    server.open("terms/bad.yml", TEXT.format(kind="term", fields=good.replace("name:", "nam:")))
    assert server.diagnostics


@pytest.mark.parametrize("name", ["terms/orchestration.yml", "questions/monitoring.yml", "services/storage.yml"])
def test_the_data_has_no_complaints(server: Server, name: str) -> None:
    server.open(name, (ROOT / "data" / name).read_text(encoding="utf-8"))
    assert server.diagnostics == []


def test_vs_code_knows_the_schema_of_every_kind() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    wanted = {f"data/schemas/{kind.kind}.schema.json": f"data/{kind.folder}/{kind.glob}" for kind in KINDS.values()}
    assert settings == wanted
