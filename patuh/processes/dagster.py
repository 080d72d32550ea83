"""Serving Dagster: one code server, the web server and the daemon that runs schedules and sensors, at low priority.

`dagster dev` would do nearly the same with one process more, but takes a signal to its whole group for a crash of its
children and waits for them for a minute; here each is told in turn, so that Ctrl-C ends all within seconds.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import yaml

from patuh.processes import dagster_home, environment, preflight
from patuh.processes.supervisor import Child, Supervisor
from warehouse import logs
from warehouse.settings import Settings

NICENESS = 10  # desks come first: a run on the same two cores takes what they leave
LOCATION = "patuh"
DEFINITIONS = "pipelines.definitions"
OUTPUT_BYTES_MAX = 20_000_000


def serve(settings: Settings) -> int:
    """Serve Dagster until told to stop; the exit code."""
    preflight.check(settings, ["dagster"])
    environment.enter(settings)
    environment.listen_to_interrupts()
    logs.configure(settings, "dagster")
    log = logs.logger(__name__)
    dagster_home.prepare(settings)
    os.nice(NICENESS)
    output = _output_file(settings)
    with tempfile.TemporaryDirectory(prefix="patuh-dagster-") as folder:
        supervisor = Supervisor(
            _children(settings, Path(folder), output),
            report=lambda child, code: log.error("child_died", child=child, returncode=code, output=str(output)),
        )
        supervisor.run()
    return 0


def _output_file(settings: Settings) -> Path:
    """Where the children write; the last one is kept when it has grown large."""
    path = settings.logs / "dagster-output.log"
    if path.exists() and path.stat().st_size > OUTPUT_BYTES_MAX:
        path.replace(path.with_suffix(".log.1"))
    return path


def _children(settings: Settings, folder: Path, output: Path) -> list[Child]:
    """The three processes; they meet at a socket in `folder`, whose path is short whatever the home's is."""
    socket, workspace = folder / "code.sock", folder / "workspace.yaml"
    server = {"grpc_server": {"socket": str(socket), "location_name": LOCATION}}
    workspace.write_text(yaml.safe_dump({"load_from": [server]}), encoding="utf-8")
    python = [sys.executable, "-m"]
    code = ["dagster", "api", "grpc", "--socket", str(socket), "-m", DEFINITIONS, "--location-name", LOCATION]
    code += ["--lazy-load-user-code", "--inject-env-vars-from-instance", "--log-level", "warning"]
    code += ["--use-python-environment-entry-point"]
    page = ["dagster_webserver", "-w", str(workspace), "-h", preflight.host_of(settings, "dagster")]
    page += ["-p", str(settings.dagster_port), "--suppress-warnings", "--dagster-log-level", "warning"]
    daemon = ["patuh.processes.dagster_daemon", "run", "-w", str(workspace), "--log-level", "warning"]
    return [
        Child("code server", python + code, output),
        Child("daemon", python + daemon, output, after=socket),
        Child("web server", python + page, output, after=socket),
    ]
