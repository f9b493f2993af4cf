"""`spillway`, as scripts use it: what it prints where, and with which status it ends."""

import json
import os
import subprocess
from pathlib import Path

import pytest

COMMAND = Path(__file__).parents[2] / "kernelspec" / "command-line.mjs"
JOB = "job: clicks\nengine: simulated\nconfiguration: reliable-replicated\n"
FAILED = JOB + "---\nfail: clicks\nkill: driver\nafter: ack\n"


@pytest.fixture
def spillway(tmp_path):
    def run(text, *words, **environment):
        (tmp_path / "cells.yaml").write_text(text, encoding="utf8")
        command = ["node", COMMAND, "run", "cells.yaml", *words]
        return subprocess.run(command, cwd=tmp_path, env={**os.environ, **environment}, capture_output=True, text=True)

    return run


def told(run):
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param(FAILED + "---\nchart: clicks\n", 0, id="the page agrees"),
        pytest.param(FAILED + "---\nexpect: clicks\nlost: some\n", 0, id="an expectation holds"),
        pytest.param(FAILED + "---\nexpect: clicks\nlost: 0\n", 1, id="an expectation fails"),
        pytest.param("job: clicks\nconfiguration: relable-replicated\n", 2, id="a word is misspelt"),
        pytest.param("chart: nothing\n", 2, id="a job that was never run"),
        pytest.param(JOB + "---\nchart: clicks\n", 3, id="nothing failed, so nothing was exercised"),
        pytest.param(FAILED.replace("simulated", "local") + "---\nchart: clicks\n", 0, id="real processes"),
    ],
)
def test_exit_status(spillway, text, status):
    run = spillway(text)
    assert run.returncode == status, run.stdout + run.stderr


def test_wrong_input_starts_nothing_and_says_where(spillway, tmp_path):
    run = spillway(JOB + "---\nfail: clicks\nkil: driver\n", "--json")
    assert run.stdout == ""
    assert "line 6" in run.stderr and "kill" in run.stderr
    assert not (tmp_path / ".spillway").exists()


def test_a_document_that_failed_is_named_with_its_line_and_told_once(spillway):
    run = spillway(JOB + "---\nchart: clicks\n---\n\nfail: clicks\nkill: driver\n", "--json")
    assert run.returncode == 2
    assert run.stderr.startswith("cells.yaml, document 3 (line 8):\n")
    assert run.stderr.count("is finished") == 1


def test_wrong_input_is_told_once(spillway):
    run = spillway(JOB + "colour: red\n")
    assert run.stderr.startswith("cells.yaml:\nline 4: colour: red\n")
    assert run.stderr.count("is no key") == 1


def test_a_soft_expectation_goes_on_and_still_counts(spillway):
    run = spillway(FAILED + "---\nexpect: clicks\nlost: 0\nsoft: true\n---\nchart: clicks\n")
    assert run.returncode == 1
    assert "soft: the notebook goes on" in run.stdout and "records lost" in run.stdout


def test_the_runs_of_a_folder_without_any_and_of_none(tmp_path):
    listed = subprocess.run(["node", COMMAND, "runs", "list"], cwd=tmp_path, capture_output=True, text=True)
    assert (listed.returncode, listed.stdout) == (0, "")
    assert "no runs are kept" in listed.stderr
    for words in (["list", "nowhere"], ["remove", "clicks", "nowhere"]):
        missing = subprocess.run(["node", COMMAND, "runs", *words], cwd=tmp_path, capture_output=True, text=True)
        assert (missing.returncode, missing.stdout) == (2, "")
        assert "there is no folder nowhere" in missing.stderr


def test_json_prints_one_result_a_line_and_nothing_else(spillway):
    run = spillway(FAILED + "---\nchart: clicks\n", "--json")
    assert [each["kind"] for each in told(run)] == ["job", "failures", "verdict"]


def test_options_and_environment_win_over_the_cells_and_say_so(spillway):
    by_option = told(spillway(FAILED + "---\nchart: clicks\n", "--json", "--seed", "7"))[-1]
    by_environment = told(spillway(FAILED + "---\nchart: clicks\n", "--json", SPILLWAY_SEED="7"))[-1]
    assert by_option == by_environment
    assert (by_option["seed"], by_option["overrides"]) == (7, {"seed": 7})


@pytest.mark.parametrize("words", [("--seed", "many"), ("--engine", "mars")])
def test_an_option_that_cannot_be_used_is_wrong_input(spillway, words):
    run = spillway(JOB, *words)
    assert run.returncode == 2
    assert words[1] in run.stderr


def test_runs_are_listed_and_removed(spillway, tmp_path):
    spillway(FAILED + "---\nchart: clicks\n")
    listed = subprocess.run(["node", COMMAND, "runs", "list"], cwd=tmp_path, capture_output=True, text=True)
    assert "clicks" in listed.stdout and "agrees" in listed.stdout
    removed = subprocess.run(["node", COMMAND, "runs", "remove", "clicks"], cwd=tmp_path, capture_output=True, text=True)
    assert removed.returncode == 0
    again = subprocess.run(["node", COMMAND, "runs", "list"], cwd=tmp_path, capture_output=True, text=True)
    assert again.stdout == ""
