"""Gives the tests of this folder the kernel `echo`: the kernel's own code with the test language in `echo.ts`."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "build" / "tests" / "kernel"
NODE = os.environ.get("SPILLWAY_NODE") or shutil.which("node")


def bundle(entry):
    """Bundle a TypeScript entry of this folder for Node and return the file."""
    outfile = BUILT / f"{entry}.mjs"
    options = {
        "absWorkingDir": str(ROOT),
        "entryPoints": [f"tests/kernel/{entry}.ts"],
        "outfile": str(outfile),
        "bundle": True,
        "format": "esm",
        "platform": "node",
        "target": "node20.19",
        "external": ["zeromq"],
    }
    script = f"import {{ build }} from 'esbuild'; await build({json.dumps(options)});"
    subprocess.run([NODE, "--input-type=module", "--eval", script], cwd=ROOT, check=True)
    return outfile


def pytest_configure():
    """Build the echo kernel and let Jupyter find it, before any test class starts its kernel."""
    spec = {
        "argv": [NODE, str(bundle("echo-kernel")), "{connection_file}"],
        "display_name": "Echo",
        "language": "echo",
        "interrupt_mode": "message",
        "kernel_protocol_version": "5.4",
    }
    folder = BUILT / "kernels" / "echo"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kernel.json").write_text(json.dumps(spec))
    others = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join([str(BUILT), *([others] if others else [])])


@pytest.fixture
def echo_command():
    """How the echo kernel is started by hand, but for its connection file."""
    return [NODE, str(BUILT / "echo-kernel.mjs")]


@pytest.fixture
def echo():
    """A running echo kernel: its manager and a client; gone after the test, whatever happened."""
    manager, client = start_new_kernel(kernel_name="echo")
    yield manager, client
    client.stop_channels()
    if manager.is_alive():
        manager.shutdown_kernel(now=True)
    manager.cleanup_resources()
