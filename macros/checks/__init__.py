"""What a schema cannot say: one small function a rule; each yields diagnostics and never stops at the first."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.checks import exam, files, graphs, permanence, practice, references, samples, sources, tables, texts
from macros.diagnostics import Diagnostic

CHECKS = (
    files.first_line_names_the_schema,
    references.references_lead_to_records,
    references.skills_and_tasks_exist,
    references.no_record_links_itself,
    references.items_stand_once,
    references.parts_belong_to_wholes,
    references.aliases_are_other_names,
    references.names_are_unique,
    references.records_differ,
    texts.texts_hold_no_html,
    texts.links_are_whole,
    texts.texts_link_records,
    texts.texts_hold_no_pictures,
    texts.texts_are_written_out,
    texts.names_are_plain,
    exam.there_is_one_exam,
    exam.weights_sum_to_100,
    exam.counts_are_numbers,
    exam.numbers_follow_their_parents,
    exam.guides_keep_to_their_skills,
    sources.figures_have_sources,
    sources.evidence_has_its_sdk,
    sources.days_are_likely,
    tables.cells_are_unique,
    tables.comparisons_are_complete,
    tables.confused_pairs_stand_once,
    graphs.names_inside_are_unique,
    graphs.scenarios_land_on_their_leaf,
    graphs.scenarios_reject_others,
    graphs.arrows_lead_to_steps,
    graphs.workflows_are_connected,
    graphs.groups_hold_steps,
    samples.samples_stand_in_their_folders,
    samples.files_of_samples_are_named,
    samples.cases_fit_their_files,
    samples.recordings_are_current,
    permanence.ids_live_on,
    permanence.ids_keep_their_meaning,
    permanence.redirects_lead_to_records,
    practice.answers_fit_the_type,
    practice.options_differ,
    practice.stems_say_how_many,
    practice.objectives_exist,
    practice.objectives_are_tested,
)
"""Every rule about records, in the order of a reader's interest."""


def check_records(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield every problem of the records."""
    for check in CHECKS:
        yield from check(catalog)
