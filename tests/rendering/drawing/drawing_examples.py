"""Trees and workflows to draw: some by hand, and any number by chance (but always the same ones)."""

from __future__ import annotations

import random

from macros.rendering.drawing import Arrow, Flow, Step, StepKind, TreeNode

WORDS = ("Load", "Check", "orders", "quality", "of", "the", "Amazon", "Redshift", "S3", "manifest", "state machine's")
LONG_WORDS = ("AmazonEC2ContainerRegistryPullOnly", "arn:aws:states:eu-central-1:111122223333:stateMachine:Nightly")
KINDS: tuple[StepKind, ...] = ("task", "task", "task", "choice", "wait", "event", "succeed", "fail")

TREE = TreeNode(
    "one-target",
    "Do you only need to start one target?",
    children=(
        TreeNode(
            "eventbridge",
            "Amazon EventBridge",
            "Yes, when an event happens or on a schedule",
            "Rules & Scheduler",
            "../services/eventbridge/",
        ),
        TreeNode(
            "python",
            "Must the workflow be Python code that open-source Airflow can run?",
            "No, several steps in order",
            children=(
                TreeNode("mwaa", "Amazon MWAA", "Yes", "DAGs in Python", "../services/mwaa/"),
                TreeNode("sfn", "AWS Step Functions", "No", None, "../services/step-functions/"),
            ),
        ),
    ),
)

FLOW = Flow(
    (
        Step("start", "event", "S3 event", href="../services/s3/"),
        Step("check", "task", "Check schema", "AWS Lambda", href="../services/lambda/"),
        Step("valid", "choice", "Schema valid?"),
        Step("review", "task", "Manual review", "Amazon SNS"),
        Step("load", "task", "Copy data", "Amazon Redshift", "Retry 3 times, 5 min apart"),
        Step("alert", "fail", "Alert"),
    ),
    (
        Arrow("start", "check"),
        Arrow("check", "valid"),
        Arrow("valid", "load", "Yes"),
        Arrow("valid", "review", "No"),
        Arrow("review", "check", "Corrected"),
        Arrow("load", "alert", "Still failing", failure=True),
    ),
)

NESTED = Flow(
    (
        Step("start", "event", "Every night"),
        Step(
            "transform",
            "parallel",
            "Transform",
            inside=Flow(
                (
                    Step("orders", "task", "Orders job", "AWS Glue"),
                    Step(
                        "each",
                        "map",
                        "For each file",
                        note="Up to 40 at once",
                        href="../services/step-functions/",
                        inside=Flow(
                            (Step("read", "task", "Read"), Step("write", "task", "Write", "Amazon S3")),
                            (Arrow("read", "write"), Arrow("write", "read", "More rows")),
                        ),
                    ),
                ),
            ),
        ),
        Step("done", "succeed", "Done"),
        Step("failed", "fail", "Failed"),
    ),
    (
        Arrow("start", "transform"),
        Arrow("transform", "done"),
        Arrow("transform", "failed", failure=True),
    ),
)


def chance_tree(seed: int) -> TreeNode:
    """A tree of up to six levels."""
    chance = random.Random(seed)
    count = 0

    def node(level: int, answer: str | None) -> TreeNode:
        nonlocal count
        count += 1
        key = f"n{count}"
        if level and (level == 6 or chance.random() < 0.25 + 0.1 * level):
            return TreeNode(
                key, _words(chance, 4), answer, _maybe(chance, 6), "../x/" if chance.random() < 0.5 else None
            )
        children = tuple(node(level + 1, _words(chance, 6)) for _ in range(chance.choice((2, 2, 2, 3, 4))))
        return TreeNode(key, _words(chance, 9), answer, children=children)

    return node(0, None)


def chance_flow(seed: int) -> Flow:
    """A workflow with branches, loops, failures and, at times, groups in groups."""
    return _chance_level(random.Random(seed), "n", 0)


def _chance_level(chance: random.Random, prefix: str, level: int) -> Flow:
    count = chance.choice((2, 3, 5, 8, 12, 18) if level == 0 else (1, 2, 3, 4))
    steps = tuple(_chance_step(chance, f"{prefix}{index}", level) for index in range(count))
    arrows: dict[tuple[int, int], Arrow] = {}
    for end in range(1, count):
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            _add(chance, arrows, steps, chance.randint(max(0, end - 6), end - 1), end)
    for _ in range(chance.choice((0, 0, 1, 3))):
        if count > 1:
            start = chance.randint(1, count - 1)
            _add(chance, arrows, steps, start, chance.randint(0, start - 1))
    return Flow(steps, tuple(arrows.values()))


def _add(
    chance: random.Random, arrows: dict[tuple[int, int], Arrow], steps: tuple[Step, ...], start: int, end: int
) -> None:
    label = _words(chance, 4) if chance.random() < 0.35 else None
    failure = chance.random() < 0.2
    arrows.setdefault((start, end), Arrow(steps[start].key, steps[end].key, label, failure))


def _chance_step(chance: random.Random, key: str, level: int) -> Step:
    if level < 2 and chance.random() < 0.1:
        kind: StepKind = chance.choice(("parallel", "map"))
        return Step(key, kind, _words(chance, 3), inside=_chance_level(chance, f"{key}-", level + 1))
    title = _words(chance, 4)
    return Step(key, chance.choice(KINDS), title, _maybe(chance, 2), _maybe(chance, 6), "../x/" if level else None)


def _words(chance: random.Random, most: int) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(1, most))]
    if chance.random() < 0.05:
        words.append(chance.choice(LONG_WORDS))
    return " ".join(words)


def _maybe(chance: random.Random, most: int) -> str | None:
    return _words(chance, most) if chance.random() < 0.4 else None
