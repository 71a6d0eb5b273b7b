"""The commands of docs/scheduling.md, typed exactly as they stand there, in a fresh folder with a home of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = CHECKOUT / "docs" / "scheduling.md"
PACKAGES = ("flows", "rounds", "connectors", "redaction", "reports", "examples", ".venv")
OUR_PORT = "4200"  # the one thing that differs: the port of the server, as somebody else may use this one
_BLOCK = re.compile(r"<!-- run: ([\w-]+)(, stays)? -->\n```sh\n(.*?)```", re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """Commands for one terminal; ``stays``: the last of them runs until it is ended."""

    name: str
    commands: str
    stays: bool


def blocks(page: Path = PAGE) -> dict[str, Block]:
    """The marked blocks of the page, in order."""
    found = [Block(name, commands, bool(stays)) for name, stays, commands in _BLOCK.findall(page.read_text())]
    assert len({one.name for one in found}) == len(found)
    return {one.name: one for one in found}


@dataclass
class Desk:
    """A folder as a checkout has it, in which commands are typed."""

    folder: Path
    port: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "COLUMNS": "200"}
        return {**kept, "HOME": str(self.folder / "home"), "PYTHONDONTWRITEBYTECODE": "1"}

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    def type(self, *of_one_terminal: Block, timeout: float = 240) -> str:
        """Types the blocks into one new terminal; returns what was printed, and fails if a command does."""
        done = subprocess.run(
            self._shell(of_one_terminal),
            cwd=self.folder,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
        )
        assert done.returncode == 0, f"{of_one_terminal[-1].commands}\n{done.stdout[-3000:]}"
        return done.stdout

    def leave_running(self, block: Block) -> None:
        """Types a block that stays into a terminal that is left open."""
        assert block.stays
        with (self.folder / f"{block.name}.log").open("wb") as log:
            self.running[block.name] = subprocess.Popen(
                self._shell([block]), cwd=self.folder, env=self.environ, stdout=log, stderr=log, start_new_session=True
            )

    def end(self, name: str, how: int = signal.SIGINT) -> int:
        """Ctrl-C in the terminal of that name, and whatever else it takes; returns how the terminal ended."""
        process = self.running.pop(name)
        for one in (how, signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, one)
                process.wait(timeout=20)
            except (subprocess.TimeoutExpired, ProcessLookupError):
                continue
            break
        return process.wait()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")[-3000:]

    def _shell(self, of_one_terminal: list[Block] | tuple[Block, ...]) -> list[str]:
        typed = "\n".join(one.commands for one in of_one_terminal)
        return ["bash", "-e", "-c", typed.replace(OUR_PORT, str(self.port))]


@contextmanager
def fresh_desk(folder: Path, port: int) -> Iterator[Desk]:
    """A checkout without anything that was run; whatever was left running is ended."""
    (folder / "home").mkdir(parents=True)
    for name in PACKAGES:
        (folder / name).symlink_to(CHECKOUT / name)
    for name in ("prefect.yaml", "automations.yaml"):
        shutil.copy(CHECKOUT / name, folder)
    shutil.copytree(CHECKOUT / "deploy", folder / "deploy")
    settings = folder / "deploy" / "sayback.env"
    settings.write_text(settings.read_text().replace(OUR_PORT, str(port)))
    desk = Desk(folder, port)
    try:
        yield desk
    finally:
        for name in reversed(list(desk.running)):
            desk.end(name)
