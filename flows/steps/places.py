"""Is this a place where raw exports should not lie? Warnings for people, before they are surprised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SYNCED_FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}


def place_warnings(export: Path) -> Iterator[str]:
    """Says when the raw export lies in a folder that is copied elsewhere by itself, or could be committed."""
    parents = export.resolve().parents
    for parent in parents:
        for start, service in SYNCED_FOLDERS.items():
            if parent.name.casefold().startswith(start):
                yield f"{export.name} lies in a folder that {service} copies elsewhere. Move it to a local one."
                return
    for parent in parents:
        if (parent / ".git").exists():
            yield f"{export.name} lies in a git folder ({parent.name}). Raw exports must never be committed: move it."
            return


def deletion_reminder(export: Path) -> str:
    """The export is the only raw copy on this machine; people forget it."""
    return f"{export.name} still holds the raw answers. Delete it when the round no longer needs it."
