"""The edition that opens from a folder: the site built for `file://`, in one zip whose bytes repeat."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from macros.publishing.downloads import FOLDER, add_downloads
from macros.publishing.editions import editions
from macros.publishing.files import PublishingError, Say, source_time, whole
from macros.publishing.site import build_site, read_site

CONFIG = "mkdocs.offline.yml"

ONLY_ONLINE = ("404.html", "sitemap.xml", "sitemap.xml.gz", "*.map")
"""What a web server, a search engine or a debugger needs, and a reader of a folder does not."""


def make_offline(root: Path, dist: Path, say: Say) -> list[Path]:
    """Write the zip into `dist` and return it. Books and decks of the same state in `dist` go inside, linked."""
    site, time = read_site(root), source_time(root)
    target = dist / f"{site.slug}-offline.zip"
    with tempfile.TemporaryDirectory(prefix="offline-") as folder:
        built = Path(folder)
        say("building the site for a folder")
        build_site(root, built, time, config=CONFIG)
        for pattern in ONLY_ONLINE:
            for file in built.rglob(pattern):
                file.unlink()
        others = editions(root, dist, time)
        for name in others.of_another_state:
            say(f"left out {name}: it is of another state of the guide ('make pdf deck' makes it anew)")
        add_downloads(built, others.files)
        say("packing")
        with whole(target, time) as beside:
            write_zip(built, beside, f"{site.slug}/", time)
    return [target]


def list_downloads(root: Path, dist: Path, say: Say) -> list[Path]:
    """Put the files of `dist` beside the built site in `site/`, and list them there; return the copies."""
    site, found = root / "site", editions(root, dist, source_time(root), with_zip=True)
    for name in found.of_another_state:
        say(f"left out {name}: it is of another state of the guide")
    if not site.is_dir() or not found.files:
        raise PublishingError("there is no built site, or nothing for it in dist/ (run 'make downloads')")
    add_downloads(site, found.files)
    return [site / FOLDER / file.name for file, _words in found.files]


def write_zip(folder: Path, target: Path, inside: str, time: int) -> None:
    """Pack a folder: names sorted, all with the same time and mode, so that the same files give the same bytes."""
    moment = max(datetime.fromtimestamp(time, UTC), datetime(1980, 1, 1, tzinfo=UTC))  # no earlier time fits a zip
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
        for name in names:
            entry = zipfile.ZipInfo(inside + name, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is packed
            archive.writestr(entry, (folder / name).read_bytes())
