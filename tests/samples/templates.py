"""Templates of CloudFormation and SAM: cfn-lint reads them, and our own checks read what it leaves out.

cfn-lint knows resources, properties and their values. It does not look into schedules of Scheduler, event patterns and
policies, nor for the files that a template is deployed with, and in templates of SAM it leaves out a good deal more.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cfnlint.api import ManualArgs, lint
from cfnlint.decode import cfn_yaml

from macros.diagnostics import Diagnostic, Location
from macros.recordings import Verdict
from tests.samples import event_patterns, policies, schedule_expressions
from tests.samples.findings import Finding, Way, below
from tests.samples.read_only import ReadOnly
from tests.samples.runner import Target
from tests.samples.sam_templates import function_findings, references, resource_findings, without_functions
from tests.samples.world import REGION


class Templates(ReadOnly):
    """Tests files of the kind `template`."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield what cfn-lint and our checks find, errors and warnings alike."""
        text = target.path.read_text(encoding="utf-8")
        failed = False
        for match in lint(text, config=ManualArgs(regions=[REGION])):
            failed |= match.rule.id == "E0000"
            place = Location(target.shown, match.linenumber, match.columnnumber)
            yield Diagnostic(place, f"{match.message} [{match.rule.id}]")
        if not failed:
            template = cfn_yaml.loads(text)
            for finding in template_findings(template, target.folder):
                yield Diagnostic(_place(template, finding, target.shown), finding.what, finding.fix)

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:  # noqa: ARG002
        """Return what was done."""
        what = "Its resources and properties fit AWS's schemas, its patterns, schedules, policies and files our checks."
        return (Verdict(deed="checked", by=f"cfn-lint {version('cfn-lint')}", what=what),)


def _place(template: Any, finding: Finding, shown: str) -> Location:
    """Return where a finding stands; a number has no place of its own, so its key's is taken."""
    value, mark = template, template.start_mark
    for i, step in enumerate(finding.way):
        if isinstance(value, dict):
            keys = {key: key for key in value}
            mark = getattr(keys.get(step), "start_mark", mark)
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
        if not (finding.key and i == len(finding.way) - 1):
            mark = getattr(value, "start_mark", mark)
    return Location(shown, mark.line + 1, mark.column + 1)


def template_findings(template: Any, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with references, patterns, schedules, policies and files of a template in a folder."""
    yield from references(template)
    yield from below(("Globals", "Function"), function_findings(template.get("Globals", {}).get("Function", {})))
    for name, resource in template.get("Resources", {}).items():
        way: Way = ("Resources", name, "Properties")
        kind, properties = resource.get("Type", ""), resource.get("Properties", {})
        yield from below(way, resource_findings(kind, properties))
        yield from below(way, _files(kind, properties, folder))
        yield from below(way, _policies(properties))
        if kind == "AWS::Serverless::Function":
            yield from below(way, function_findings(properties))
        if kind == "AWS::Scheduler::Schedule" and isinstance(properties.get("ScheduleExpression"), str):
            wrong = schedule_expressions.mistakes(properties["ScheduleExpression"])
            yield from below((*way, "ScheduleExpression"), wrong)
        if kind == "AWS::Events::Rule" and isinstance(properties.get("EventPattern"), dict):
            wrong = event_patterns.mistakes(without_functions(properties["EventPattern"]))
            yield from below((*way, "EventPattern"), wrong)


def _policies(properties: Any) -> Iterator[Finding]:
    """Yield what is wrong with policies written into a resource: statements of SAM, documents of roles and queues."""
    listed = properties.get("Policies", [])
    for i, policy in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(policy, dict) and "Statement" in policy:
            yield from below(("Policies", i, "Statement"), policies.statements_findings(policy["Statement"]))
        elif isinstance(policy, dict) and "PolicyDocument" in policy:
            yield from below(("Policies", i, "PolicyDocument"), policies.document_findings(policy["PolicyDocument"]))
    for key in ("PolicyDocument", "AssumeRolePolicyDocument"):
        if isinstance(properties.get(key), dict):
            yield from below((key,), policies.document_findings(properties[key]))


def _files(kind: str, properties: Any, folder: Path) -> Iterator[Finding]:
    """Yield local files that a resource is made of and that are not there."""
    definition = properties.get("DefinitionUri")
    if isinstance(definition, str) and not definition.startswith("s3://") and not (folder / definition).is_file():
        yield Finding(("DefinitionUri",), f"there is no file '{definition}'", "write the way from this template to it")
    code, handler = properties.get("CodeUri"), properties.get("Handler")
    if kind != "AWS::Serverless::Function" or not isinstance(code, str) or not isinstance(handler, str):
        return
    module, _, function = handler.rpartition(".")
    file = folder / code / f"{module}.py"
    if not file.is_file():
        yield Finding(("Handler",), f"there is no file '{module}.py' in '{code}'", "name the handler's file")
    elif function not in _functions(file):
        yield Finding(("Handler",), f"'{module}.py' has no function '{function}'", "name the handler itself")


def _functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
