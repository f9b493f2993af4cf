"""Tells this virtual environment of the checkout's package, as installing it would: what it is, and its entry points
(papermill looks for one). The package itself and the build outputs are linked, so nothing is copied that could grow old.

Run by the environment's own Python in the checkout's folder; prints where packages lie.
"""

import sysconfig
from pathlib import Path

from hatchling.build import prepare_metadata_for_build_editable
from hatchling.builders.wheel import WheelBuilder

packages = Path(sysconfig.get_path("purelib"))
metadata = packages / prepare_metadata_for_build_editable(str(packages))
(metadata / "entry_points.txt").write_text(WheelBuilder(".").construct_entry_points_file(), encoding="utf-8")
print(packages)
