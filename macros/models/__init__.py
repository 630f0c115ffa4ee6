"""The records: what contributors write in `data/`, as frozen, typed models.

A kind of record is one class here and one folder in `data/`. The docstring under a field is its reference: it
becomes the description in the JSON Schema (so an editor shows it) and the table in CONTRIBUTING. Models say what a
single record must look like; what needs two records to judge stands in `checks`.

Every value arrives as the text that stands in the file (`reading` keeps YAML from guessing types), so a version
`1.10` stays "1.10" and an answer `No` stays "No".
"""

from __future__ import annotations

from macros.models.base import Model, Record
from macros.models.comparisons import Comparison
from macros.models.exam import Domain, Exam, Skill, Task
from macros.models.facts import Evidence, Fact
from macros.models.guides import Guide
from macros.models.questions import Question
from macros.models.releases import Day, Line, RecordedChange, Redirect, Release, Version, joined, plural
from macros.models.samples import Case, Sample, SampleFile
from macros.models.scenarios import Scenario, Walk
from macros.models.sdk import Sdk
from macros.models.services import Criterion, Service, Status
from macros.models.terms import Term
from macros.models.trees import Answer, Ask, DecisionTree, Leaf
from macros.models.values import (
    CODE_SPAN,
    LINK,
    OFFERED,
    UNORDERED,
    AsOf,
    ComparisonRef,
    DecisionTreeRef,
    FactRef,
    GuideRef,
    Id,
    Meanings,
    Reference,
    SampleRef,
    ScenarioRef,
    ServiceRef,
    SkillNumber,
    TaskNumber,
    TermRef,
    Text,
    Url,
    Value,
    WorkflowRef,
    unfinished_links,
    without_code,
)
from macros.models.workflows import Arrow, Step, Workflow

__all__ = [
    "CODE_SPAN",
    "KINDS",
    "LINK",
    "OFFERED",
    "UNORDERED",
    "Answer",
    "Arrow",
    "AsOf",
    "Ask",
    "Case",
    "Comparison",
    "ComparisonRef",
    "Criterion",
    "Day",
    "DecisionTree",
    "DecisionTreeRef",
    "Domain",
    "Evidence",
    "Exam",
    "Fact",
    "FactRef",
    "Guide",
    "GuideRef",
    "Id",
    "Leaf",
    "Line",
    "Meanings",
    "Model",
    "Question",
    "Record",
    "RecordedChange",
    "Redirect",
    "Reference",
    "Release",
    "Sample",
    "SampleFile",
    "SampleRef",
    "Scenario",
    "ScenarioRef",
    "Sdk",
    "Service",
    "ServiceRef",
    "Skill",
    "SkillNumber",
    "Status",
    "Step",
    "Task",
    "TaskNumber",
    "Term",
    "TermRef",
    "Text",
    "Url",
    "Value",
    "Version",
    "Walk",
    "Workflow",
    "WorkflowRef",
    "joined",
    "plural",
    "unfinished_links",
    "without_code",
]

KINDS: dict[str, type[Record]] = {
    model.kind: model
    for model in (
        Exam,
        Guide,
        Criterion,
        Service,
        Sdk,
        Fact,
        Term,
        Comparison,
        DecisionTree,
        Workflow,
        Sample,
        Case,
        Scenario,
        Question,
        Redirect,
        Release,
    )
}
"""Every kind of record, by its name."""
