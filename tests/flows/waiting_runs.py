"""Run by test_approval_runs in a process of its own, against a real Prefect server: starts runs, types commands.

Reads one JSON list a line from standard input, and answers each with one JSON value on standard output.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from uuid import UUID


def execute(flow_run_id: str) -> str:
    """Does what a worker's process does for this run; tells how it ended."""
    from prefect.client.orchestration import get_client
    from prefect.exceptions import Pause
    from prefect.flow_engine import run_flow

    from flows.circle_back import circle_back

    with get_client(sync_client=True) as client:
        run = client.read_flow_run(UUID(flow_run_id))
    try:
        run_flow(circle_back, flow_run=run)
    except Pause:
        return "suspended"
    except Exception as error:
        return type(error).__name__
    return "returned"


def command(*words: str) -> tuple[int, str]:
    """Types a command; tells its exit code and what it printed."""
    from flows.__main__ import run

    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        code = run(list(words))
    return code, out.getvalue()


def command_without_server(url: str, *words: str) -> tuple[int, str]:
    """Types a command where nothing answers at ``url``."""
    from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    with temporary_settings({PREFECT_API_URL: url, PREFECT_CLIENT_MAX_RETRIES: 0}):
        return command(*words)


VERBS = {"execute": execute, "command": command, "command_without_server": command_without_server}

if __name__ == "__main__":
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        what, *words = json.loads(line)
        print(json.dumps(VERBS[what](*words)), file=answers, flush=True)
