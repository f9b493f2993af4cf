"""Every example, executed as people execute notebooks without a browser: nbclient, `jupyter execute`, nbconvert, papermill."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

EXAMPLES = Path(__file__).parents[2] / "examples"
KAFKA = "04-kafka.ipynb"
NOTEBOOKS = sorted(path.name for path in EXAMPLES.glob("*.ipynb") if path.name != KAFKA)
FIRST, RECIPES, SHORTEST = "01-first-failure.ipynb", "recipes.ipynb", "03-why-was-it-doubled.ipynb"
#: It tries tens of thousands of crashes.
EXPLORING = "02-every-crash-point.ipynb"
RESULT = "application/vnd.spillway+json"
LONG = os.environ.get("SPILLWAY_LONG") == "1"
#: Real processes mostly wait for their own clocks, so notebooks do not disturb each other much.
AT_ONCE = 4

#: Required (`SPILLWAY_REQUIRE_KAFKA=1`), it fails where it cannot run.
NO_KAFKA = [
    program
    for program in ("java", "mvn")
    if shutil.which(program) is None and os.environ.get("SPILLWAY_REQUIRE_KAFKA") != "1"
]
if LONG and NO_KAFKA:
    print(f"\n*** THE EXAMPLE ON A REAL KAFKA IS NOT RUN: there is no {' and no '.join(NO_KAFKA)} here ***\n", file=sys.stderr)

long = pytest.mark.skipif(not LONG, reason="it takes its time: npm run test:long")


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
def run(tmp_path_factory):
    """The notebooks, executed once, each in a folder of its own: by its name, what the folder was and a call that gives the notebook or raises."""

    def execute(name):
        folder = copy_of_examples(tmp_path_factory.mktemp("once"))
        if name == RECIPES:
            words = [name, "out.ipynb", "-p", "rate", "800/s", "-p", "step", "ack"]
            subprocess.run([sys.executable, "-m", "papermill", *words], cwd=folder, check=True, capture_output=True)
            return folder, nbformat.read(folder / "out.ipynb", as_version=4)
        jupyter("execute", "--inplace", "--timeout=180", name, cwd=folder)
        return folder, nbformat.read(folder / name, as_version=4)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way = {name: pool.submit(execute, name) for name in NOTEBOOKS if LONG or name != EXPLORING}
        under_way["spillway run"] = pool.submit(by_command, SHORTEST, copy_of_examples(tmp_path_factory.mktemp("once")))
    return {name: one.result for name, one in under_way.items()}


def by_command(name, folder):
    """The same cells by the command line: the kinds of its results, in order."""
    command = EXAMPLES.parent / "kernelspec" / "command-line.mjs"
    told = subprocess.run(["node", command, "run", name, "--json"], cwd=folder, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return [json.loads(line)["kind"] for line in told.stdout.splitlines()]


@pytest.mark.parametrize("name", [pytest.param(name, marks=long) if name == EXPLORING else name for name in NOTEBOOKS])
def test_runs_from_top_to_bottom(run, name):
    _, notebook = run[name]()
    assert_whole(notebook)


@long
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_runs_again_after_a_restart(run, name):
    """Nothing of the first run disturbs the second."""
    folder, _ = run[name]()
    assert_whole(executed(folder / name))


def test_the_first_notebook_shows_what_the_page_says(run):
    _, notebook = run[FIRST]()
    kinds = [(each["kind"], each) for each in results(notebook)]
    verdicts = [each for kind, each in kinds if kind == "verdict"]
    assert verdicts[0]["receipt"]["lost"] > 0 and verdicts[0]["verdict"] == "agrees"
    assert verdicts[0]["engine"] == "local"
    (comparison,) = [each for kind, each in kinds if kind == "comparison"]
    assert [each["receipt"]["lost"] > 0 for each in comparison["verdicts"]] == [True, False]
    (table,) = [each for kind, each in kinds if kind == "table"]
    assert table["engine"] == "local" and len(table["rows"]) == 14
    assert [each["verdict"] for each in table["rows"] if each["verdict"] in ("not exercised", "inconclusive")] == []


def test_jupyter_execute_and_nbconvert_keep_the_pictures(run):
    folder, notebook = run[FIRST]()
    jupyter("nbconvert", "--to", "html", FIRST, cwd=folder)
    pictures = [each for cell in notebook.cells for each in cell.get("outputs", []) if "image/png" in each.get("data", {})]
    assert len(pictures) == 3
    assert "image/png" in (folder / FIRST).with_suffix(".html").read_text(encoding="utf8")


def test_papermill_puts_parameters_into_a_cell(run):
    _, notebook = run[RECIPES]()
    (injected,) = [cell for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", [])]
    assert "800/s" in injected.source
    settings = [each["settings"] for each in results(notebook) if each["kind"] == "job" and each["job"] == "reliable"]
    assert "800/s" in json.dumps(settings)


def test_the_command_line_runs_the_same_cells(run):
    assert run["spillway run"]() == [each["kind"] for each in results(run[SHORTEST]()[1])]


@long
@pytest.mark.skipif(bool(NO_KAFKA), reason=f"there is no {' and no '.join(NO_KAFKA)} here")
def test_the_notebook_on_a_real_kafka_runs(folder):
    jupyter("execute", "--inplace", "--timeout=400", KAFKA, cwd=folder)
    notebook = nbformat.read(folder / KAFKA, as_version=4)
    assert_whole(notebook)
    assert [each["held"] for each in results(notebook) if each["kind"] == "expectation"] == [True] * 5


@long
def test_the_command_line_runs_the_first_notebook(run, folder):
    assert by_command(FIRST, folder) == [each["kind"] for each in results(run[FIRST]()[1])]
