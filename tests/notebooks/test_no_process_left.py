"""The processes of a real job, from outside: whatever ends the job or its kernel leaves none; whatever does not, leaves them all."""

import time

import psutil
import pytest
from jupyter_client.manager import start_new_kernel

JOB = "job: clicks\nconfiguration: reliable-wal\n"
#: A supervisor, a driver and two executors.
AT_LEAST = 4
#: The promise, in s.
GONE_WITHIN = 2
TIMEOUT = 60


@pytest.fixture
def spillway(tmp_path):
    """A running kernel: its manager and a client; gone after the test, whatever happened."""
    manager, client = start_new_kernel(kernel_name="spillway", cwd=str(tmp_path))
    yield manager, client
    client.stop_channels()
    if manager.is_alive():
        manager.shutdown_kernel(now=True)
    manager.cleanup_resources()


def run(client, code):
    """Run a cell to its end; its reply."""
    return client.execute_interactive(code, timeout=TIMEOUT, output_hook=lambda _: None)["content"]


def started(manager, client):
    """Start a job; every process of it."""
    assert run(client, JOB)["status"] == "ok"
    processes = psutil.Process(manager.provisioner.pid).children(recursive=True)
    processes = [each for each in processes if any("local-" in word for word in each.cmdline())]
    assert len(processes) >= AT_LEAST
    return processes


def until(true):
    """Waits for something that nobody announces."""
    limit = time.monotonic() + TIMEOUT
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.02)


def assert_gone(processes):
    _, alive = psutil.wait_procs(processes, timeout=GONE_WITHIN)
    alive = [each for each in alive if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]
    assert alive == []


def test_stop_ends_the_job(spillway):
    manager, client = spillway
    processes = started(manager, client)
    assert run(client, "stop: clicks")["status"] == "ok"
    assert_gone(processes)


def test_running_the_cell_again_ends_the_job_before(spillway):
    manager, client = spillway
    processes = started(manager, client)
    started(manager, client)
    assert_gone(processes)


def test_an_interrupt_while_nothing_runs_ends_every_job(spillway):
    manager, client = spillway
    processes = started(manager, client)
    manager.interrupt_kernel()
    assert_gone(processes)
    reply = run(client, "chart: clicks")
    assert reply["ename"] == "JobWasStopped" and "run its cell again" in reply["evalue"]


def test_an_interrupt_of_a_cell_leaves_the_job_running(spillway):
    manager, client = spillway
    processes = started(manager, client)
    sent = client.execute("fail: clicks\nkill: driver\nat: 50s")
    while client.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "execute_input":
        pass
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=TIMEOUT)
    assert reply["parent_header"]["msg_id"] == sent and reply["content"]["ename"] == "Interrupted"
    assert all(each.is_running() for each in processes)
    assert run(client, "expect: clicks\nlost: 0\noutcome: undisturbed")["status"] == "ok"
    assert_gone(processes)


@pytest.mark.parametrize("end", ["shutdown", "restart", "kill -9"])
@pytest.mark.parametrize("cell", ["", "fail: clicks\npause: receiver executor\nfor: 60s"], ids=["idle", "with a paused process"])
def test_the_end_of_a_kernel_ends_its_jobs(spillway, end, cell):
    manager, client = spillway
    processes = started(manager, client)
    if cell:
        client.execute(cell)
        until(lambda: any(each.status() == psutil.STATUS_STOPPED for each in processes))
    if end == "shutdown":
        manager.shutdown_kernel()
    elif end == "restart":
        manager.restart_kernel()
    else:
        psutil.Process(manager.provisioner.pid).kill()
    assert_gone(processes)
