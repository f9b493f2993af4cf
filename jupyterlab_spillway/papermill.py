"""Lets `papermill -p rate 500/s` write a cell of Spillway's own: `parameters: {rate: 500/s}`.

papermill imports every entry point of the group `papermill.engine` before it parametrizes: that is when the translator
below is registered. The engine itself is papermill's own.
"""

import json
import math

from papermill.engines import NBClientEngine
from papermill.translators import Translator, papermill_translators

__all__ = ["NBClientEngine", "SpillwayTranslator"]


class SpillwayTranslator(Translator):
    """Writes parameters as the YAML of a `parameters` cell."""

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        """Return the cell's text: the verb, then one parameter a line. Every JSON value is a YAML value."""
        if not parameters:
            return cls.comment(comment) + "\n"
        lines = [f"  {cls.name(name)}: {cls.translate(value)}" for name, value in parameters.items()]
        return "\n".join([cls.comment(comment), "parameters:", *lines]) + "\n"

    @classmethod
    def name(cls, name):
        """Return a parameter's name, quoted where YAML would take it for something else."""
        plain = name.isidentifier() and name.lower() not in ("true", "false", "null")
        return name if plain else json.dumps(name, ensure_ascii=False)

    @classmethod
    def translate(cls, val):
        """Return one value; YAML has words for the numbers that JSON lacks."""
        if isinstance(val, float) and not math.isfinite(val):
            return ".nan" if math.isnan(val) else (".inf" if val > 0 else "-.inf")
        return json.dumps(val, ensure_ascii=False, default=str)

    @classmethod
    def comment(cls, cmt_str):
        """Return a comment line."""
        return f"# {cmt_str}".strip()


papermill_translators.register("spillway", SpillwayTranslator)
