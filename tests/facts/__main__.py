"""`make facts`: compares what the guide takes from the SDK with the SDK that is installed."""

from __future__ import annotations

from pathlib import Path

from macros.catalog import Catalog, load
from macros.diagnostics import Diagnostic, as_text
from macros.models import Fact
from tests.facts import sdk
from tests.facts.evidence import differences, version_differs
from tests.facts.names import unknown_names

ROOT = Path(__file__).resolve().parents[2]


def main(root: Path = ROOT) -> int:
    """Print every difference; return 0 when there is none."""
    catalog, problems = load(root / "data")
    problems += compare(catalog, root)
    if problems:
        print(as_text(sorted(problems)))
        return 1
    facts = [fact for fact in catalog.all(Fact) if fact.evidence]
    pieces = sum(len(fact.evidence) for fact in facts)
    print(f"{pieces} pieces of evidence of {len(facts)} facts stand in botocore {sdk.VERSION}.")
    return 0


def compare(catalog: Catalog, root: Path) -> list[Diagnostic]:
    """Return every difference between the guide and the SDK."""
    return [*version_differs(catalog), *differences(catalog), *unknown_names(catalog, root)]


if __name__ == "__main__":
    raise SystemExit(main())
