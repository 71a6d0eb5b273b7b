"""The container file, as far as that can be told without an engine: `make image` builds it where there is one."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = {"rounds", "connectors", "redaction", "reports", "flows"}


def instructions() -> list[tuple[str, str]]:
    """What stands in the Containerfile: the word and the rest of each instruction, comments left out."""
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#")).replace("\\\n", " ")
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in text.splitlines() if line.strip())]


def all_of(word: str) -> list[str]:
    return [rest for found, rest in instructions() if found == word]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    begins = max(place for place, (word, _) in enumerate(found) if word == "FROM")
    return found[begins:]


def environment() -> dict[str, str]:
    pairs = (pair for word, rest in last_stage() if word == "ENV" for pair in shlex.split(rest))
    return dict(pair.split("=", 1) for pair in pairs)


def test_every_base_is_named_in_full_with_a_version_that_sayback_supports() -> None:
    for base in all_of("FROM"):
        found = re.match(r"docker\.io/library/python:3\.(\d+)-slim\b", base)
        assert found
        assert 11 <= int(found[1]) < 14


def test_the_worker_is_not_root_and_its_user_is_a_number() -> None:
    last = [rest for word, rest in last_stage() if word == "USER"][-1]
    user, group = last.split(":")
    assert (int(user), int(group)) >= (1000, 1000)
    assert any(f"--uid {user}" in rest for word, rest in last_stage() if word == "RUN")


def test_what_is_copied_is_there_and_let_into_the_build_and_nothing_else_is() -> None:
    sources = set()
    for rest in all_of("COPY"):
        parts = [part for part in rest.split() if not part.startswith("--")]
        if "--from=build" not in rest:
            sources |= {part.rstrip("/") for part in parts[:-1]}
    assert all((ROOT / source).exists() for source in sources)
    let_in = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in let_in
    assert {line[1:] for line in let_in if line.startswith("!")} == sources
    assert {source for source in sources if (ROOT / source).is_dir()} == PACKAGES


def test_docker_reads_the_same_list_of_what_stays_outside() -> None:
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8") == (ROOT / ".containerignore").read_text(
        encoding="utf-8"
    )


def test_all_that_is_installed_is_pinned_and_comes_from_the_index_that_the_builder_has() -> None:
    installs = [rest for rest in all_of("RUN") if "pip install" in rest]
    assert installs
    for rest in installs:
        assert "--constraint constraints.txt" in rest
        assert not re.search(r"--index-url|--extra-index-url|--find-links|https?://", rest)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {extra for rest in installs for found in re.findall(r"\.\[([\w,]+)\]", rest) for extra in found.split(",")}
    assert "postgres" in extras
    assert extras <= set(project["optional-dependencies"])


def test_nothing_comes_from_the_network_but_packages_and_no_secret_stands_in_it() -> None:
    assert all_of("ADD") == []
    assert all_of("ARG") == []
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    assert not re.search(r"curl|wget|apt-get|[0-9a-f]{64}", text)
    assert not {"SAYBACK_KEY", "SAYBACK_SMTP_PASSWORD", "PREFECT_API_KEY", "PREFECT_API_AUTH_STRING"} & set(
        environment()
    )


def test_the_key_lies_where_the_image_has_no_folder_so_that_none_is_made() -> None:
    key = Path(environment()["SAYBACK_KEY_FILE"])
    assert key.is_absolute()
    made = " ".join(rest for word, rest in last_stage() if word in ("RUN", "WORKDIR", "COPY", "VOLUME"))
    assert str(key.parent) not in made.split()


def test_it_starts_a_worker_of_the_pool_that_deployments_name_and_asks_it_how_it_is() -> None:
    entry = json.loads(all_of("ENTRYPOINT")[0])
    assert entry[:3] == ["prefect", "worker", "start"]
    assert "--with-healthcheck" in entry
    assert next(iter(entry_points(group="console_scripts", name="prefect")))
    pool = json.loads(all_of("CMD")[0])[1]
    assert re.search(rf"^\s*name: {pool}$", (ROOT / "prefect.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    check = all_of("HEALTHCHECK")[0]
    assert f"127.0.0.1:{environment()['PREFECT_WORKER_WEBSERVER_PORT']}/health" in check
    compile(json.loads(check[check.index("[") :])[2], "healthcheck", "exec")
