"""Google's errors: the exception that a part of the stand-in raises, and its JSON as Google sends it."""

from __future__ import annotations

from typing import Any

from tests.google.standin.schema import Problem

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
_TYPES = "type.googleapis.com/google.rpc."
_DEV_CONSOLE = "https://developers.google.com/identity/sign-in/web/devconsole-project"


class ApiError(Exception):
    """An error answer: HTTP status, Google's status name and message, details, and Drive's `errors[]`."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        status: str | None = None,
        details: list[dict[str, Any]] | None = None,
        errors: list[dict[str, Any]] | None = None,
        legacy: bool = False,
    ) -> None:
        super().__init__(code, message)
        self.code, self.message = code, message
        self.status = status or STATUS[code]
        self.details, self.errors, self.legacy = details, errors, legacy

    def json(self) -> dict[str, Any]:
        """The body. The old shape (Drive, `legacy`) has `errors[]` and no `status`."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.errors:
            error["errors"] = self.errors
        if not self.legacy:
            error["status"] = self.status
        if self.details:
            error["details"] = self.details
        return {"error": error}


def error_info(reason: str, **metadata: str) -> dict[str, Any]:
    """An ErrorInfo detail: the reason that programs read."""
    info = {"@type": _TYPES + "ErrorInfo", "reason": reason, "domain": "googleapis.com"}
    return {**info, "metadata": metadata} if metadata else info


def legacy_error(code: int, reason: str, message: str, *, domain: str = "global", **more: str) -> ApiError:
    """An error in the shape of Drive v3: `errors[].reason`."""
    return ApiError(
        code, message, errors=[{"message": message, "domain": domain, "reason": reason, **more}], legacy=True
    )


def invalid(message: str) -> ApiError:
    """400: the request makes no sense to Google."""
    return ApiError(400, message)


def bad_request(problems: list[Problem]) -> ApiError:
    """400 with one field violation per problem."""
    violations = [{"field": p.field, "description": p.description} for p in problems]
    text = "\n".join(p.description for p in problems)
    return ApiError(400, text, details=[{"@type": _TYPES + "BadRequest", "fieldViolations": violations}])


def not_found() -> ApiError:
    """404 as Forms and Sheets say it."""
    return ApiError(404, "Requested entity was not found.")


def file_not_found(file_id: str) -> ApiError:
    """404 as Drive says it, also for a file that the caller may not see."""
    message = f"File not found: {file_id}."
    return legacy_error(404, "notFound", message, location="fileId", locationType="parameter")


def no_permission() -> ApiError:
    """403: not shared with the caller, or with too small a role."""
    return ApiError(403, "The caller does not have permission")


def unauthenticated(reason: str | None = None) -> ApiError:
    """401: no token, an unknown one or an expired one."""
    if reason == "CREDENTIALS_MISSING":
        start = "Request is missing required authentication credential."
    else:
        start = "Request had invalid authentication credentials."
    text = f"{start} Expected OAuth 2 access token, login cookie or other valid authentication credential. "
    return ApiError(401, text + f"See {_DEV_CONSOLE}.", details=[error_info(reason)] if reason else None)


def scope_missing(service: str, method: str) -> ApiError:
    """403: the token's scopes don't cover the method."""
    errors = [{"message": "Insufficient Permission", "domain": "global", "reason": "insufficientPermissions"}]
    info = error_info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", service=service, method=method)
    return ApiError(403, "Request had insufficient authentication scopes.", errors=errors, details=[info])


def service_disabled(title: str, service: str) -> ApiError:
    """403: nobody has enabled the API in the project."""
    page = f"https://console.developers.google.com/apis/api/{service}/overview?project=123456789012"
    text = (
        f"{title} has not been used in project 123456789012 before or it is disabled. Enable it by visiting {page} "
        "then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems "
        "and retry."
    )
    link = {"description": "Google developers console API activation", "url": page}
    info = error_info("SERVICE_DISABLED", service=service, consumer="projects/123456789012")
    return ApiError(403, text, details=[{"@type": _TYPES + "Help", "links": [link]}, info])


def precondition_failed() -> ApiError:
    """400: what Gmail answers to a service account that acts for nobody."""
    text = "Precondition check failed."
    errors = [{"message": text, "domain": "global", "reason": "failedPrecondition"}]
    return ApiError(400, text, status="FAILED_PRECONDITION", errors=errors)


def storage_exceeded() -> ApiError:
    """403: service accounts have no storage of their own."""
    text = (
        "Service Accounts do not have storage quota. Leverage shared drives "
        "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth delegation "
        "(http://support.google.com/a/answer/7281227) instead."
    )
    return legacy_error(403, "storageQuotaExceeded", text, domain="usageLimits")
