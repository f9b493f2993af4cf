"""The kernel as a process: how it starts, is interrupted, restarted and killed, and that it leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest
from jupyter_client.manager import start_new_kernel

TIMEOUT = 15
#: jupyter_client sends SIGTERM this long after its shutdown_request; a kernel that ends by itself needs none.
BEFORE_FORCE = 2.5

unix = pytest.mark.skipif(os.name != "posix", reason="signals of Unix")


def process_of(manager):
    """The kernel's process."""
    return psutil.Process(manager.provisioner.pid)


def remains_of(manager):
    """Every process that was started with this kernel's connection file."""
    found = []
    for process in psutil.process_iter():
        try:
            if any(manager.connection_file in word for word in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return [process for process in found if process.status() != psutil.STATUS_ZOMBIE]


def started(client, code):
    """Send a cell and wait until it runs."""
    sent = client.execute(code)
    while True:
        message = client.get_iopub_msg(timeout=TIMEOUT)
        if message["msg_type"] == "execute_input" and message["parent_header"].get("msg_id") == sent:
            return sent


def reply_to(client, sent):
    """The reply's content."""
    while True:
        message = client.get_shell_msg(timeout=TIMEOUT)
        if message["parent_header"].get("msg_id") == sent:
            return message["content"]


def ended(process, within=TIMEOUT):
    """Whether the process ends in this time, in s; the kernel may be a child of ours and then needs collecting."""
    try:
        process.wait(timeout=within)
    except psutil.TimeoutExpired:
        return False
    return True


def test_an_interrupt_ends_the_running_cell_and_nothing_else(echo):
    manager, client = echo
    sent = started(client, "sleep")
    manager.interrupt_kernel()
    assert reply_to(client, sent)["ename"] == "Interrupted"
    assert reply_to(client, client.execute("print a"))["status"] == "ok"


def test_an_interrupt_ends_a_cell_that_does_not_listen(echo):
    manager, client = echo
    sent = started(client, "stuck")
    manager.interrupt_kernel()
    assert reply_to(client, sent)["ename"] == "Interrupted"


def test_a_shutdown_needs_no_force_also_while_a_cell_is_stuck(echo):
    manager, client = echo
    started(client, "stuck")
    process = process_of(manager)
    client.shutdown()
    assert client.get_control_msg(timeout=TIMEOUT)["content"] == {"status": "ok", "restart": False}
    assert ended(process, BEFORE_FORCE)
    assert remains_of(manager) == []


def test_a_restart_counts_from_one_again(echo):
    manager, client = echo
    assert reply_to(client, client.execute("print a"))["execution_count"] == 1
    assert reply_to(client, client.execute("print b"))["execution_count"] == 2
    manager.restart_kernel()
    client.wait_for_ready(timeout=TIMEOUT)
    assert reply_to(client, client.execute("print c"))["execution_count"] == 1


def test_a_killed_kernel_leaves_nothing_and_can_be_started_again(echo):
    manager, client = echo
    started(client, "sleep")
    manager.shutdown_kernel(now=True)
    assert remains_of(manager) == []
    again, other = start_new_kernel(kernel_name="echo")
    assert reply_to(other, other.execute("print a"))["status"] == "ok"
    other.stop_channels()
    again.shutdown_kernel(now=True)


@unix
def test_sigterm_ends_it_in_good_order(echo):
    manager, client = echo
    started(client, "sleep")
    process = process_of(manager)
    process.terminate()
    assert process.wait(timeout=TIMEOUT) == 0


@unix
def test_sigint_is_not_an_interrupt(echo):
    manager, client = echo
    sent = started(client, "sleep")
    process_of(manager).send_signal(signal.SIGINT)
    assert reply_to(client, client.kernel_info())["status"] == "ok"
    manager.interrupt_kernel()
    assert reply_to(client, sent)["evalue"] == "asked to end"


def test_a_fault_outside_any_cell_is_shown_and_the_kernel_goes_on(echo):
    _, client = echo
    sent = client.execute("crash a job broke")
    assert reply_to(client, sent)["status"] == "ok"
    while True:
        message = client.get_iopub_msg(timeout=TIMEOUT)
        if message["msg_type"] == "stream":
            break
    assert message["parent_header"]["msg_id"] == sent
    assert message["content"]["name"] == "stderr"
    assert "a job broke" in message["content"]["text"]
    assert reply_to(client, client.execute("print a"))["status"] == "ok"


SERVER = """
import sys, time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="echo")
client.execute(sys.argv[1])
while client.get_iopub_msg(timeout=15)["msg_type"] != "execute_input":
    pass
print(manager.provisioner.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("code", ["sleep", "stuck", "print a"])
def test_it_does_not_outlive_a_server_that_was_killed(code):
    server = subprocess.Popen([sys.executable, "-c", SERVER, code], stdout=subprocess.PIPE, text=True)
    kernel = psutil.Process(int(server.stdout.readline()))
    server.kill()
    server.wait()
    assert ended(kernel)


def connection(**changes):
    """The text of a connection file for ports that nobody listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(5)]
    names = ("shell_port", "control_port", "stdin_port", "iopub_port", "hb_port")
    ports = {name: each.getsockname()[1] for name, each in zip(names, sockets)}
    for each in sockets:
        each.close()
    return json.dumps({"transport": "tcp", "ip": "127.0.0.1", "key": "k", **ports, **changes})


def refusal(command, text, tmp_path):
    """What a kernel says that ends because of its connection file."""
    file = tmp_path / "connection.json"
    file.write_text(text)
    kernel = subprocess.run([*command, str(file)], capture_output=True, text=True, timeout=TIMEOUT, check=False)
    assert kernel.returncode == 1
    assert len(kernel.stderr.splitlines()) == 1
    return kernel.stderr


def test_it_refuses_to_be_reached_from_elsewhere(echo_command, tmp_path):
    assert "this machine alone" in refusal(echo_command, connection(ip="0.0.0.0"), tmp_path)


def test_it_says_what_is_wrong_with_its_connection_file(echo_command, tmp_path):
    assert "not JSON" in refusal(echo_command, "{", tmp_path)
    assert "hb_port" in refusal(echo_command, connection(hb_port=None), tmp_path)


def test_it_says_that_an_empty_key_leaves_messages_unsigned(echo_command, tmp_path):
    file = tmp_path / "connection.json"
    file.write_text(connection(key=""))
    kernel = subprocess.Popen([*echo_command, str(file)], stderr=subprocess.PIPE, text=True)
    try:
        assert "messages are not signed" in kernel.stderr.readline()
    finally:
        kernel.kill()
        kernel.wait()


def test_it_says_that_an_address_is_taken(echo_command, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "in use" in refusal(echo_command, connection(iopub_port=taken.getsockname()[1]), tmp_path)


def test_it_ends_by_itself_when_started_by_hand_and_told_to_stop(echo_command, tmp_path):
    file = tmp_path / "connection.json"
    file.write_text(connection())
    environment = {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"}
    kernel = subprocess.Popen([*echo_command, str(file)], env=environment, stderr=subprocess.PIPE, text=True)
    ports = json.loads(file.read_text())
    while True:
        try:
            socket.create_connection(("127.0.0.1", ports["hb_port"])).close()
            break
        except OSError:
            assert kernel.poll() is None
            time.sleep(0.02)
    kernel.terminate()
    assert kernel.communicate(timeout=TIMEOUT) == (None, "")
