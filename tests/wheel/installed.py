"""What `pip install` brings, seen from an environment that has nothing but the wheel, and no Node of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
PINS = ["--constraint", CHECKOUT / "setup" / "requirements.txt"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    wheels = tmp_path_factory.mktemp("wheels")
    subprocess.run([*PIP, "wheel", "--no-deps", "--wheel-dir", wheels, CHECKOUT], check=True)
    (built,) = wheels.glob("jupyterlab_spillway-*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel, JupyterLab, and papermill to run notebooks with."""
    prefix = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", prefix], check=True)
    packages = [wheel, "papermill", "ipykernel", "jupyterlab"]
    subprocess.run([*PIP, "--python", prefix, "install", *PINS, *packages], check=True)
    return prefix


@pytest.fixture
def run(installed, tmp_path):
    """Runs a program of that environment, away from the checkout, with no Node on PATH; gives back the ended process."""
    own = {name: str(tmp_path / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "SYSTEMROOT", "TMPDIR", "TEMP", "LANG")}
    environment = {**kept, **own, "PATH": str(installed / PROGRAMS)}

    def ran(*words):
        program = installed / PROGRAMS / words[0]
        return subprocess.run(
            [program, *words[1:]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return ran


def test_the_command_runs_on_the_node_that_came_along(run, tmp_path):
    (tmp_path / "cell.yaml").write_text("job: clicks\nconfiguration: reliable-wal\nengine: simulated\n")
    ended = run("spillway", "run", "cell.yaml", "--json")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout.splitlines()[0])["job"] == "clicks"


def test_a_wrong_cell_is_told_apart_by_the_exit_status(run, tmp_path):
    (tmp_path / "cell.yaml").write_text("job: clicks\nconfiguration: no such row\n")
    ended = run("spillway", "run", "cell.yaml")
    assert ended.returncode == 2
    assert "configuration" in ended.stderr


def test_jupyter_finds_kernel_and_extension(run, installed):
    found = json.loads(run("jupyter", "kernelspec", "list", "--json").stdout)["kernelspecs"]["spillway"]
    assert Path(found["resource_dir"]) == installed / "share" / "jupyter" / "kernels" / "spillway"
    extension = installed / "share" / "jupyter" / "labextensions" / "jupyterlab-spillway"
    entry = json.loads((extension / "package.json").read_text(encoding="utf-8"))["jupyterlab"]["_build"]["load"]
    assert (extension / entry).is_file()
    assert json.loads((extension / "install.json").read_text(encoding="utf-8"))["packageName"] == "jupyterlab_spillway"
    listed = run("jupyter", "labextension", "list")
    (line,) = [line for line in (listed.stdout + listed.stderr).splitlines() if "jupyterlab-spillway" in line]
    assert "enabled" in line and "OK" in line and "jupyterlab_spillway" in line


def test_uninstalling_leaves_nothing(wheel, tmp_path):
    prefix = tmp_path / "passing"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", prefix], check=True)
    before = {path.relative_to(prefix) for path in prefix.rglob("*")}
    pip = [*PIP, "--python", prefix]
    subprocess.run([*pip, "install", "--no-deps", wheel], check=True)
    program = prefix / PROGRAMS / "python"
    subprocess.run([program, "-c", "import jupyterlab_spillway.command"], check=True)
    assert (prefix / "share" / "jupyter" / "kernels" / "spillway").is_dir()
    subprocess.run([*pip, "uninstall", "--yes", "jupyterlab-spillway"], check=True)
    left = {path.relative_to(prefix) for path in prefix.rglob("*")} - before
    assert not [path for path in left if "spillway" in str(path)]
    assert not [path for path in left if (prefix / path).is_file()]


def test_papermill_runs_a_notebook_with_a_parameter_from_its_command_line(run, tmp_path):
    cells = ["parameters: {rate: 100/s}", "job: clicks\nsource: {generate: true, rate: $rate, records: 200}", "chart: clicks"]
    notebook = {
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {"tags": ["parameters"]} if number == 0 else {},
                "source": text,
                "outputs": [],
                "execution_count": None,
            }
            for number, text in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"name": "spillway", "display_name": "Spillway", "language": "spillway"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (tmp_path / "in.ipynb").write_text(json.dumps(notebook))
    ended = run("papermill", "in.ipynb", "out.ipynb", "-p", "rate", "500/s")
    assert ended.returncode == 0, ended.stderr
    out = json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))
    injected = next(cell for cell in out["cells"] if "injected-parameters" in cell["metadata"].get("tags", []))
    assert "".join(injected["source"]) == '# Parameters\nparameters:\n  rate: "500/s"\n'
    (judged,) = [
        output["data"]["application/vnd.spillway+json"]
        for output in out["cells"][-1]["outputs"]
        if "application/vnd.spillway+json" in output.get("data", {})
    ]
    assert judged["kind"] == "verdict"
