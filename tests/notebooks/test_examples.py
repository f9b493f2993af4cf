"""Every example, executed as people execute notebooks without a browser: nbclient, `jupyter execute`, nbconvert, papermill."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

EXAMPLES = Path(__file__).parents[2] / "examples"
FIRST, RECIPES, SHORTEST = "01-first-failure.ipynb", "recipes.ipynb", "03-why-was-it-doubled.ipynb"
OTHERS = sorted({path.name for path in EXAMPLES.glob("*.ipynb")} - {FIRST, RECIPES})
RESULT = "application/vnd.spillway+json"
LONG = os.environ.get("SPILLWAY_LONG") == "1"

long = pytest.mark.skipif(not LONG, reason="real processes take their time: npm run test:long")


def copy_of_examples(place):
    """A copy, so that no run is kept in the checkout."""
    return Path(shutil.copytree(EXAMPLES, place / "examples", ignore=shutil.ignore_patterns(".*")))


@pytest.fixture
def folder(tmp_path):
    return copy_of_examples(tmp_path)


def results(notebook):
    """The results that the notebook's outputs carry, in order."""
    outputs = [each for cell in notebook.cells if cell.cell_type == "code" for each in cell.outputs]
    return [each["data"][RESULT] for each in outputs if RESULT in each.get("data", {})]


def executed(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(path.parent)}}).execute()
    return notebook


def jupyter(*words, cwd):
    return subprocess.run([sys.executable, "-m", "jupyter", *words], cwd=cwd, check=True, capture_output=True, text=True)


def assert_whole(notebook):
    failed = [each for cell in notebook.cells for each in cell.get("outputs", []) if each.output_type == "error"]
    assert failed == []
    assert len(results(notebook)) > 5


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The folder in which `jupyter execute` has run the first notebook, and what it left in it."""
    folder = copy_of_examples(tmp_path_factory.mktemp("first"))
    jupyter("execute", "--inplace", FIRST, cwd=folder)
    return folder, nbformat.read(folder / FIRST, as_version=4)


@pytest.mark.parametrize("name", OTHERS)
def test_runs_from_top_to_bottom(folder, name):
    assert_whole(executed(folder / name))


@pytest.mark.parametrize("name", [SHORTEST, *(pytest.param(name, marks=long) for name in {FIRST, RECIPES, *OTHERS} - {SHORTEST})])
def test_runs_again_after_a_restart(folder, name):
    """Nothing of the first run disturbs the second."""
    executed(folder / name)
    assert_whole(executed(folder / name))


def test_the_first_notebook_shows_what_the_page_says(first):
    _, notebook = first
    assert_whole(notebook)
    kinds = [(each["kind"], each) for each in results(notebook)]
    verdicts = [each for kind, each in kinds if kind == "verdict"]
    assert verdicts[0]["receipt"]["lost"] > 0 and verdicts[0]["verdict"] == "agrees"
    assert verdicts[0]["engine"] == "local"
    (comparison,) = [each for kind, each in kinds if kind == "comparison"]
    assert [each["receipt"]["lost"] > 0 for each in comparison["verdicts"]] == [True, False]
    (table,) = [each for kind, each in kinds if kind == "table"]
    assert table["engine"] == "local" and len(table["rows"]) == 14
    assert [each["verdict"] for each in table["rows"] if each["verdict"] in ("not exercised", "inconclusive")] == []


def test_jupyter_execute_and_nbconvert_keep_the_pictures(first):
    folder, notebook = first
    jupyter("nbconvert", "--to", "html", FIRST, cwd=folder)
    pictures = [each for cell in notebook.cells for each in cell.get("outputs", []) if "image/png" in each.get("data", {})]
    assert len(pictures) == 3
    assert "image/png" in (folder / FIRST).with_suffix(".html").read_text(encoding="utf8")


def test_papermill_puts_parameters_into_a_cell(folder):
    words = [RECIPES, "out.ipynb", "-p", "rate", "800/s", "-p", "step", "ack"]
    subprocess.run([sys.executable, "-m", "papermill", *words], cwd=folder, check=True, capture_output=True)
    notebook = nbformat.read(folder / "out.ipynb", as_version=4)
    assert_whole(notebook)
    (injected,) = [cell for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", [])]
    assert "800/s" in injected.source
    settings = [each["settings"] for each in results(notebook) if each["kind"] == "job" and each["job"] == "reliable"]
    assert "800/s" in json.dumps(settings)


@pytest.mark.parametrize("name", [SHORTEST, pytest.param(FIRST, marks=long)])
def test_the_command_line_runs_the_same_cells(folder, name):
    command = EXAMPLES.parent / "kernelspec" / "command-line.mjs"
    run = subprocess.run(["node", command, "run", name, "--json"], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert [each["kind"] for each in told] == [each["kind"] for each in results(executed(folder / name))]
