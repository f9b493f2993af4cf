"""Spillway for JupyterLab: what Python has to know of it. The lab itself is the extension and the kernel."""


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-spillway"}]
