"""Every example, executed as people execute notebooks without a browser: nbclient, `jupyter execute`, nbconvert, papermill."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTEBOOKS = sorted(path.name for path in EXAMPLES.glob("*.ipynb"))
RESULT = "application/vnd.spillway+json"


@pytest.fixture
def folder(tmp_path):
    """A copy of the examples, so that no run is kept in the checkout."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns(".*")))


def results(notebook):
    """The results that the notebook's outputs carry, in order."""
    outputs = [each for cell in notebook.cells if cell.cell_type == "code" for each in cell.outputs]
    return [each["data"][RESULT] for each in outputs if RESULT in each.get("data", {})]


def executed(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    return notebook


def jupyter(*words, cwd):
    return subprocess.run([sys.executable, "-m", "jupyter", *words], cwd=cwd, check=True, capture_output=True, text=True)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_runs_from_top_to_bottom_twice(folder, name):
    """Once, and again after a restart: nothing of the first run disturbs the second."""
    for _ in range(2):
        notebook = executed(folder / name)
        failed = [each for cell in notebook.cells for each in cell.get("outputs", []) if each.output_type == "error"]
        assert failed == []
        assert len(results(notebook)) > 5


def test_the_first_notebook_shows_what_the_page_says(folder):
    kinds = [(each["kind"], each) for each in results(executed(folder / "01-first-failure.ipynb"))]
    verdicts = [each for kind, each in kinds if kind == "verdict"]
    assert verdicts[0]["receipt"]["lost"] > 0 and verdicts[0]["verdict"] == "agrees"
    (comparison,) = [each for kind, each in kinds if kind == "comparison"]
    assert [each["receipt"]["lost"] > 0 for each in comparison["verdicts"]] == [True, False]
    (table,) = [each for kind, each in kinds if kind == "table"]
    assert len(table["rows"]) == 14
    assert [each["verdict"] for each in table["rows"] if each["verdict"] == "not exercised"] == []


def test_jupyter_execute_and_nbconvert_keep_the_pictures(folder):
    jupyter("execute", "--inplace", "01-first-failure.ipynb", cwd=folder)
    jupyter("nbconvert", "--to", "html", "01-first-failure.ipynb", cwd=folder)
    notebook = nbformat.read(folder / "01-first-failure.ipynb", as_version=4)
    pictures = [each for cell in notebook.cells for each in cell.get("outputs", []) if "image/png" in each.get("data", {})]
    assert len(pictures) == 3
    assert "image/png" in (folder / "01-first-failure.html").read_text(encoding="utf8")


def test_papermill_puts_parameters_into_a_cell(folder):
    words = ["recipes.ipynb", "out.ipynb", "-p", "rate", "800/s", "-p", "step", "ack"]
    subprocess.run([sys.executable, "-m", "papermill", *words], cwd=folder, check=True, capture_output=True)
    notebook = nbformat.read(folder / "out.ipynb", as_version=4)
    (injected,) = [cell for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", [])]
    assert "800/s" in injected.source
    settings = [each["settings"] for each in results(notebook) if each["kind"] == "job" and each["job"] == "reliable"]
    assert "800/s" in json.dumps(settings)


def test_the_command_line_runs_the_same_cells(folder):
    command = EXAMPLES.parent / "kernelspec" / "command-line.mjs"
    run = subprocess.run(["node", command, "run", "01-first-failure.ipynb", "--json"], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert [each["kind"] for each in told] == [each["kind"] for each in results(executed(folder / "01-first-failure.ipynb"))]
