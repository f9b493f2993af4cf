"""Notebooks without JupyterLab: nbclient moves on at each cell's idle, and takes updates of displays of earlier cells."""

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def run(*cells, **options):
    """Execute a notebook of these cells on the echo kernel and return it."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name="echo", timeout=30, **options).execute()
    nbformat.validate(notebook)
    return notebook


def test_outputs_land_in_their_cells():
    notebook = run("print a\nwarn b", "show c", "release")
    first, second, third = notebook.cells
    assert [(each.name, each.text) for each in first.outputs] == [("stdout", "a\n"), ("stderr", "b\n")]
    assert second.outputs[0].data == {"text/plain": "c"}
    assert third.outputs == []
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3]


def test_a_display_is_replaced_from_a_later_cell():
    notebook = run("show-as live waiting", "update live done")
    assert [each.data["text/plain"] for each in notebook.cells[0].outputs] == ["done"]
    assert notebook.cells[1].outputs == []


def test_a_cell_that_fails_ends_the_run():
    with pytest.raises(CellExecutionError) as caught:
        run("print a", "fail no such job", "print b")
    assert (caught.value.ename, caught.value.evalue) == ("Failed", "no such job")


def test_where_errors_are_allowed_the_run_goes_on():
    notebook = run("fail a", "throw b", "print c", allow_errors=True)
    assert [cell.outputs[0].output_type for cell in notebook.cells] == ["error", "error", "stream"]
    assert notebook.cells[0].outputs[0].traceback == ["Failed: a"]
    assert notebook.cells[1].outputs[0].ename == "RangeError"


def test_the_notebook_says_how_it_is_highlighted():
    language = run("print a").metadata.language_info
    assert (language.name, language.pygments_lexer, language.file_extension) == ("spillway", "yaml", ".yaml")


def test_a_cell_that_takes_too_long_is_interrupted():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("sleep"), nbformat.v4.new_code_cell("print on")])
    NotebookClient(notebook, kernel_name="echo", timeout=1, interrupt_on_timeout=True, allow_errors=True).execute()
    assert notebook.cells[0].outputs[0].ename == "Interrupted"
    assert notebook.cells[1].outputs[0].text == "on\n"
