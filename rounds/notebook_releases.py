"""How releases are laid out in the notebook's table: when, and what was said, as JSON."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select

from rounds.releases import Release
from rounds.tables_notebook import releases

_RELEASE = TypeAdapter(Release)


def add_release(connection: Connection, release: Release) -> bool:
    """Stores a release. False, and nothing is stored, where it says what the last one said, of the same interviews."""
    content = _content(release)
    if any(content == _content(each) for each in load_releases(connection)[-1:]):
        return False
    connection.execute(insert(releases), {"at": release.at, "content": content})
    return True


def load_releases(connection: Connection) -> list[Release]:
    """All releases, the oldest first."""
    rows = connection.execute(select(releases.c.at, releases.c.content).order_by(releases.c.id)).all()
    return [_RELEASE.validate_python({**content, "at": at}) for at, content in rows]


def _content(release: Release) -> dict[str, Any]:
    content: dict[str, Any] = _RELEASE.dump_python(release, mode="json")
    del content["at"]
    return content
