"""The Drive API: files.get, list, create, update and delete, permissions.list and create, about.get."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.google.standin.call import Call
from tests.google.standin.errors import file_not_found, legacy_error, storage_exceeded
from tests.google.standin.files import FORM, SHEET, DriveFile, google_time

if TYPE_CHECKING:
    from tests.google.standin.stand_in import StandIn

_DEFAULT = ("kind", "id", "name", "mimeType")
_PERMISSION = ("kind", "id", "type", "role")
_NAME = re.compile(r"name\s*=\s*'((?:[^'\\]|\\.)*)'")
_TYPE = re.compile(r"mimeType\s*=\s*[\"']([^\"']*)[\"']")


def _file(google: StandIn, call: Call, role: str = "reader") -> DriveFile:
    """A file that the caller sees: one that isn't shared is as good as none, and shared drives must be asked for."""
    file = google.files.get(call.path["fileId"])
    if file is None or not file.allows(call.account, "reader") or (file.drive and not call.flag("supportsAllDrives")):
        raise file_not_found(call.path["fileId"])
    if not file.allows(call.account, role):
        text = "The user does not have sufficient permissions for this file."
        raise legacy_error(403, "insufficientFilePermissions", text)
    return file


def _get(google: StandIn, call: Call) -> dict[str, Any]:
    return _answer(call, _json(_file(google, call), call.account), _DEFAULT)


def _list(google: StandIn, call: Call) -> dict[str, Any]:
    query = call.text("q")
    name, kind = _NAME.search(query), _TYPE.search(query)
    found = [
        _json(file, call.account)
        for file in google.files.values()
        if file.allows(call.account, "reader")
        and (not file.drive or call.flag("includeItemsFromAllDrives"))
        and (not name or file.name == name[1].replace("\\'", "'"))
        and (not kind or file.mime_type == kind[1])
        and ("trashed" not in query or file.trashed == bool(re.search(r"trashed\s*=\s*true", query)))
    ]
    if not call.text("fields"):
        found = [{key: file[key] for key in _DEFAULT} for file in found]
    return {"kind": "drive#fileList", "incompleteSearch": False, "files": found}


def _create(google: StandIn, call: Call) -> dict[str, Any]:
    """People can create files; a service account can in a shared drive only."""
    parents, kind = call.json.get("parents") or [], call.json.get("mimeType", "application/octet-stream")
    drive = next((parent for parent in parents if parent.startswith("0A")), "")
    if not drive:
        google.check_may_own(call.access, storage_exceeded())
    name = call.json.get("name", "Untitled")
    extra = {"owner": call.account, "everyone": "none", "drive": drive}
    if kind == SHEET:
        file_id = google.add_spreadsheet(name, time_zone="Etc/GMT", **extra)
    elif kind == FORM:
        file_id = google.add_form({"info": {"title": name}}, **extra)
    else:
        raise legacy_error(400, "badRequest", "The stand-in makes spreadsheets and forms only.")
    return _answer(call, _json(google.files[file_id], call.account), _DEFAULT)


def _update(google: StandIn, call: Call) -> dict[str, Any]:
    file = _file(google, call, "writer")
    file.name = call.json.get("name", file.name)
    file.trashed = call.json.get("trashed", file.trashed)
    file.touch(google.now())
    return _answer(call, _json(file, call.account), _DEFAULT)


def _delete(google: StandIn, call: Call) -> None:
    file = _file(google, call, "owner")
    del google.files[file.id]
    google.forms.pop(file.id, None)
    google.spreadsheets.pop(file.id, None)


def _permissions_list(google: StandIn, call: Call) -> dict[str, Any]:
    file = _file(google, call, "writer")
    found = [_permission(file.owner, "owner"), *(_permission(who, role) for who, role in file.roles.items())]
    if not call.text("fields"):
        found = [{key: each[key] for key in _PERMISSION} for each in found]
    return {"kind": "drive#permissionList", "permissions": found}


def _permissions_create(google: StandIn, call: Call) -> dict[str, Any]:
    file = _file(google, call, "writer")
    google.share(file.id, call.json.get("emailAddress", "anyone"), call.json.get("role", "reader"))
    made = _permission(call.json.get("emailAddress", "anyone"), call.json.get("role", "reader"))
    return _answer(call, made, _PERMISSION)


def _about(google: StandIn, call: Call) -> dict[str, Any]:
    if not call.text("fields"):
        raise legacy_error(400, "required", "The 'fields' parameter is required for this method.")
    user = {"kind": "drive#user", "emailAddress": call.account, "displayName": call.account, "me": True}
    return {"kind": "drive#about", "user": user}


def _permission(account: str, role: str) -> dict[str, Any]:
    return {"kind": "drive#permission", "id": account, "type": "user", "role": role, "emailAddress": account}


def _answer(call: Call, resource: dict[str, Any], usual: tuple[str, ...]) -> dict[str, Any]:
    """What `fields` asks for is cut out later; without it Drive gives a few fields only."""
    return resource if call.text("fields") else {name: resource[name] for name in usual}


def _json(file: DriveFile, account: str) -> dict[str, Any]:
    writes, kind = file.allows(account, "writer"), "forms" if file.mime_type == FORM else "spreadsheets"
    found: dict[str, Any] = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime_type,
        "trashed": file.trashed,
        "version": str(file.version),
        "createdTime": google_time(file.created, 3),
        "modifiedTime": google_time(file.modified or file.created, 3),
        "capabilities": {"canEdit": writes, "canShare": writes, "canRename": writes, "canDownload": True},
        "ownedByMe": file.role(account) == "owner",
        "webViewLink": f"https://docs.google.com/{kind}/d/{file.id}/edit",
    }
    if file.drive:
        found["driveId"] = file.drive
    else:
        found["owners"] = [{"kind": "drive#user", "emailAddress": file.owner, "displayName": file.owner}]
    return found


HANDLERS = {
    "drive.files.get": _get,
    "drive.files.list": _list,
    "drive.files.create": _create,
    "drive.files.update": _update,
    "drive.files.delete": _delete,
    "drive.permissions.list": _permissions_list,
    "drive.permissions.create": _permissions_create,
    "drive.about.get": _about,
}
