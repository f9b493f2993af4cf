"""The command `spillway`: runs cells without Jupyter. It lies beside the kernel and is started as the kernel is."""

import runpy
import sys
from importlib.metadata import files


def main():
    """Hand the command line to Node."""
    launcher = next(file for file in files("jupyterlab_spillway") or [] if file.match("kernels/spillway/launch.py"))
    runpy.run_path(str(launcher.locate().resolve()))["start"]("command-line.mjs", sys.argv[1:])
