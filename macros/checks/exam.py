"""Rules about the exam and the guides to it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic, Location
from macros.models import Exam, Guide
from macros.reading import ValuePath


def there_is_one_exam(catalog: Catalog) -> Iterator[Diagnostic]:
    """A guide prepares for one exam."""
    exams = catalog.all(Exam)
    if not exams and catalog.is_whole(Exam):
        yield Diagnostic(Location("data/exam", 1, 1), "there is no exam", "write data/exam/<code>.yml")
    for exam in exams[1:]:
        yield catalog.entries[exam.id].at((), "a second exam", "keep one")


def weights_sum_to_100(catalog: Catalog) -> Iterator[Diagnostic]:
    """The weights of the domains sum to 100 percent."""
    for exam in catalog.all(Exam):
        total = sum(domain.weight for domain in exam.domains)
        if total != 100:
            what = f"the weights of the domains sum to {total}"
            yield catalog.entries[exam.id].at(("domains",), what, "they must sum to 100", key=True)


def counts_are_numbers(catalog: Catalog) -> Iterator[Diagnostic]:
    """A figure that counts something begins with a number, and one figure at most counts the same."""
    for exam in catalog.all(Exam):
        entry, seen = catalog.entries[exam.id], set[str]()
        for i, figure in enumerate(exam.format):
            if figure.counts is None:
                continue
            if figure.number is None:
                what = f"the value counts {figure.counts} and does not begin with how many"
                yield entry.at(("format", i, "value"), what, "write '65 in total'")
            if figure.counts in seen:
                yield entry.at(("format", i, "counts"), f"a second figure counts {figure.counts}", "keep one")
            seen.add(figure.counts)


def numbers_follow_their_parents(catalog: Catalog) -> Iterator[Diagnostic]:
    """Task 1.3 stands in domain 1, skill 1.3.2 in task 1.3, and no number stands twice."""
    for exam in catalog.all(Exam):
        entry, seen = catalog.entries[exam.id], set[str]()
        for d, domain in enumerate(exam.domains):
            numbers: list[tuple[ValuePath, str, str]] = [(("domains", d, "number"), str(domain.number), "")]
            for t, task in enumerate(domain.tasks):
                place = ("domains", d, "tasks", t)
                numbers.append(((*place, "number"), str(task.number), f"{domain.number}."))
                for s, skill in enumerate(task.skills):
                    numbers.append(((*place, "skills", s, "number"), str(skill.number), f"{task.number}."))
            for where, number, start in numbers:
                if not number.startswith(start):
                    yield entry.at(where, f"'{number}' does not belong under {start[:-1]}", f"start it with {start}")
                if number in seen:
                    yield entry.at(where, f"the number '{number}' stands twice", "give each its own")
                seen.add(number)


def guides_keep_to_their_skills(catalog: Catalog) -> Iterator[Diagnostic]:
    """An objective serves skills that its guide teaches; a task has one guide; objectives have names of their own."""
    tasks: dict[str, str] = {}
    for guide in catalog.all(Guide):
        entry = catalog.entries[guide.id]
        if guide.task in tasks:
            what = f"task {guide.task} has a guide already, '{tasks[guide.task]}'"
            yield entry.at(("task",), what, "extend that one, or name another task")
        elif guide.task in catalog.tasks and not any(skill.startswith(f"{guide.task}.") for skill in guide.skills):
            what = f"the guide teaches no skill of its task, {guide.task}"
            yield entry.at(("skills",), what, f"add those that begin with {guide.task}.", key=True)
        tasks[guide.task] = str(guide.id)
        seen = set[str]()
        for i, objective in enumerate(guide.objectives):
            if objective.id in seen:
                yield entry.at(("objectives", i, "id"), f"the objective '{objective.id}' stands twice", "rename one")
            seen.add(objective.id)
            for s, skill in enumerate(objective.skills):
                if skill not in guide.skills:
                    what = f"the guide does not teach skill {skill}"
                    yield entry.at(("objectives", i, "skills", s), what, "add it to the guide's skills")
