"""Links to the file of a record, at its line, for readers who want to mend it; and to a form for those without git.

Where that is comes from the site's configuration, so that the same records and the same configuration give the same
bytes: nothing here asks git. The lines are those of the files from which the site is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from macros.catalog import Entry
from macros.rendering.links import short_name

FORM = "change-record.yml"
"""The issue form for a change of a record; `authoring` writes it and reads it again."""


@dataclass(frozen=True)
class Edit:
    """Where a record can be changed."""

    what: str
    """The record in words: 'the term DAG'."""
    url: str
    """Its file in the editor, at its line."""
    suggestion: str
    """A form that already names it; nothing if the site's repository has no forms."""


@dataclass(frozen=True)
class Edits:
    """Makes the links of a site. Without an address of files there are none."""

    files: str = ""
    """The address under which files are edited, with a slash at its end: `https://host/owner/name/edit/main/`."""
    issues: str = ""
    """The address of a new issue."""

    def of(self, entry: Entry) -> Edit | None:
        """Return where a record can be changed, if the site says where its files are."""
        if not self.files:
            return None
        record = entry.record
        name = str(record.id) if record.kind in ("question", "fact") else short_name(record)
        form = f"{self.issues}?{urlencode({'template': FORM, 'id': record.id})}" if self.issues else ""
        url = f"{self.files}{quote(entry.document.source.path)}#L{entry.line}"
        return Edit(f"the {record.kind.replace('-', ' ')} {name}", url, form)


def edits_of(repo_url: str | None, edit_uri: str | None, pages: str) -> Edits:
    """Return the links for a site's `repo_url` and `edit_uri`; it ends with the folder of `pages`."""
    if not repo_url or not edit_uri or not edit_uri.endswith(f"/{pages}/"):
        return Edits()
    whole = edit_uri if "://" in edit_uri else f"{repo_url.rstrip('/')}/{edit_uri.lstrip('/')}"
    files = whole.removesuffix(f"{pages}/")
    is_github = urlsplit(repo_url).hostname == "github.com"
    return Edits(files, f"{repo_url.rstrip('/')}/issues/new" if is_github else "")
