"""What jupyter_kernel_test asks of every kernel, asked of this one: with the test language, and with the real one.

`SPILLWAY_KERNEL_TESTS=echo` leaves the real kernel out, for work on the kernel alone.
"""

import os
import unittest

import jupyter_kernel_test as jkt
from jupyter_kernel_test import validate_message

NO_RESULT = "a cell shows displays and has no result of its own, so execute_result is never sent"
NO_PAGER = "payloads are deprecated in the protocol; help is an output of its cell"
NO_CLEARING = "an output that changes is replaced by its display id, so clear_output is never sent"
NO_STDOUT = "what a cell says is a display, which a later cell may replace; nothing goes to stdout"
NO_WELCOME = "iopub_welcome is of protocol 5.5; this kernel speaks 5.4"


class KernelContract:
    """What both languages are asked besides."""

    #: Three cells that succeed, and a glob that finds the last of them alone.
    history_codes: list[str] = []
    history_pattern = ""

    @unittest.skip(NO_RESULT)
    def test_execute_result(self):
        """Named here because it is not asked."""

    @unittest.skip(NO_PAGER)
    def test_pager(self):
        """Named here because it is not asked."""

    @unittest.skip(NO_CLEARING)
    def test_clear_output(self):
        """Named here because it is not asked."""

    def history(self, **wanted):
        """Ask for history and return its rows."""
        self.flush_channels()
        message = self.kc.history(raw=True, output=wanted.pop("output", False), **wanted)
        reply = self.get_non_kernel_info_reply(timeout=jkt.TIMEOUT)
        validate_message(reply, "history_reply", message)
        return reply["content"]["history"]

    def test_history(self):
        """The original asks it of cells with results only."""
        for code in self.history_codes:
            self.flush_channels()
            reply, _ = self.execute_helper(code)
            self.assertEqual(reply["content"]["status"], "ok")
        count = len(self.history_codes)
        tail = self.history(hist_access_type="tail", n=count)
        self.assertEqual([row[2] for row in tail], self.history_codes)
        pairs = self.history(hist_access_type="tail", n=count, output=True)
        self.assertEqual([row[2] for row in pairs], [[code, None] for code in self.history_codes])
        session, start, code = tail[0]
        first = self.history(hist_access_type="range", session=session, start=start, stop=start + 1)
        self.assertEqual(first, [[session, start, code]])
        found = self.history(hist_access_type="search", pattern=self.history_pattern, n=1)
        self.assertEqual(found, [tail[-1]])
        once = self.history(hist_access_type="search", pattern=self.history_pattern, unique=True)
        self.assertEqual(once, [tail[-1]])

    def test_completions_bring_their_help(self):
        """A sentence for each match."""
        self.flush_channels()
        message = self.kc.complete("")
        reply = self.get_non_kernel_info_reply(timeout=jkt.TIMEOUT)
        validate_message(reply, "complete_reply", message)
        matches, metadata = reply["content"]["matches"], reply["content"]["metadata"]
        self.assertGreater(len(matches), 10)
        rich = metadata["_jupyter_types_experimental"]
        self.assertEqual([each["text"] for each in rich], matches)
        for each in rich:
            self.assertRegex(each["signature"], r"\w.*\.$", f"{each['text']} has no sentence")


class EchoKernelTests(KernelContract, jkt.KernelTests):
    """The kernel, with a language that can say everything the kernel can send."""

    kernel_name = "echo"
    language_name = "spillway"
    file_extension = ".yaml"
    code_hello_world = "print hello, world"
    code_stderr = "warn careful"
    code_generate_error = "fail on purpose"
    code_display_data = [{"code": "show something", "mime": "text/plain"}]
    code_inspect_sample = "show"
    completion_samples = [
        {"text": "pri", "matches": {"print"}},
        {"text": "show-as a 🚰\nst", "matches": {"stuck"}},
        {"text": "none such", "matches": set()},
    ]
    complete_code_samples = ["print a", "print a\nshow b"]
    incomplete_code_samples = ["print a\\"]
    invalid_code_samples = ["what is this"]
    history_codes = ["print one", "show two", "print three"]
    history_pattern = "*thr?e"

    def test_aborts_what_waits_behind_an_error(self):
        """Sent in one burst, as *Run All* does."""
        self.flush_channels()
        sent = [self.kc.execute(code) for code in ("fail a", "print b", "print c")]
        replies = [self.kc.get_shell_msg(timeout=jkt.TIMEOUT) for _ in sent]
        self.assertEqual([reply["parent_header"]["msg_id"] for reply in replies], sent)
        self.assertEqual([reply["content"]["status"] for reply in replies], ["error", "aborted", "aborted"])


@unittest.skipIf(os.environ.get("SPILLWAY_KERNEL_TESTS") == "echo", "left out by SPILLWAY_KERNEL_TESTS=echo")
class SpillwayKernelTests(KernelContract, jkt.KernelTests):
    """The real kernel, with every sample that the cell language can express."""

    kernel_name = "spillway"
    language_name = "spillway"
    file_extension = ".yaml"
    # One executor cannot hold two copies: real Spark warns and goes on, and so does a cell.
    code_stderr = "job: alone\nconsumer: reliable receiver\nstorageLevel: MEMORY_ONLY_2\nexecutors: 1"
    code_generate_error = "chart: no-such-job"
    # The suite asks the same type of every display of a cell; a chart has its tables beside it, so that is asked below.
    code_display_data = [{"code": "chart: shown", "mime": "text/plain"}]
    code_inspect_sample = "job: a\nwriteAheadLog: true"
    completion_samples = [
        {"text": "char", "matches": {"chart: "}},
        {"text": "job: a\nwriteAh", "matches": {"writeAheadLog: "}},
        {"text": "job: a\nconsumer: unrel", "matches": {"unreliable receiver"}},
        {"text": "fail: a\nkill: dri", "matches": {"driver"}},
        {"text": "job: a\nno such ke", "matches": set()},
    ]
    complete_code_samples = [
        "chart: clicks",
        "job: clicks\nconfiguration: reliable-replicated",
        "fail: clicks\nkill: driver\nafter: ack",
        "# a comment alone",
    ]
    incomplete_code_samples = ["fail: clicks\nfailures:", "compare: [clicks,", "job: 'clicks"]
    invalid_code_samples = ["job: clicks\n\tconfiguration: reliable-replicated", "job: a\nchart: a"]
    history_codes = ["help: after", "jobs: all", "help: storageLevel"]
    history_pattern = "help: st?r*"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kc.execute_interactive("job: shown\nconfiguration: reliable-replicated\nengine: simulated", timeout=jkt.TIMEOUT)

    def test_chart_is_a_picture_first(self):
        self.flush_channels()
        _, outputs = self.execute_helper("chart: shown")
        shown = [each["content"]["data"] for each in outputs if each["msg_type"] == "display_data"]
        wanted = {"application/vnd.vegalite.v5+json", "image/svg+xml", "image/png", "application/vnd.spillway+json"}
        self.assertLessEqual(wanted, set(shown[0]))
        self.assertNotIn("text/html", shown[0])
        self.assertIn("text/html", shown[1])

    @unittest.skip(NO_STDOUT)
    def test_execute_stdout(self):
        """Named here because it is not asked."""


@unittest.skip(NO_WELCOME)
class NoWelcomeTests(jkt.IopubWelcomeTests):
    """Named here because it is not asked."""


if __name__ == "__main__":
    unittest.main()
