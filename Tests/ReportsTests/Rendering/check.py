"""Shows samples.json to Markdown renderers and checks that each text comes out letter by letter.

    pip install cmarkgfm==2025.10.22 markdown-it-py==4.3.0 linkify-it-py==2.2.0 mdit-py-plugins==0.7.0
    RECORD_SAMPLES=1 swift test --filter ReportsTests   # only after the escaping was changed on purpose
    python3 Tests/ReportsTests/Rendering/check.py

cmarkgfm is GitHub's renderer; markdown-it with linkify, footnotes and formulas stands in for GitLab's.
"""

import html.parser
import json
import pathlib
import sys

import cmarkgfm
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

ALLOWED = {"p", "table", "thead", "tbody", "tr", "th", "td", "pre", "code"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self.cells, self.inside = [], "", [], None
        self.code, self.depth = "", 0

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "td":
            self.inside = ""
        if tag == "pre":
            self.depth += 1

    def handle_endtag(self, tag):
        if tag == "pre":
            self.depth -= 1
        if tag == "td":
            self.cells.append(self.inside)
            self.inside = None

    def handle_data(self, data):
        self.text += data
        if self.depth:
            self.code += data
        if self.inside is not None:
            self.inside += data


def page(html_text):
    parsed = Page()
    parsed.feed(html_text)
    parsed.close()
    return parsed


gitlab = (
    MarkdownIt("gfm-like", {"linkify": True, "html": True})
    .use(dollarmath_plugin).use(footnote_plugin).use(tasklists_plugin)
)
gitlab.linkify.set({"fuzzy_link": False})  # neither host links bare domains such as a.io
renderers = {
    "cmarkgfm": lambda text: cmarkgfm.github_flavored_markdown_to_html(
        text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE | cmarkgfm.cmark.Options.CMARK_OPT_FOOTNOTES),
    "markdown-it": gitlab.render,
}
samples = json.loads((pathlib.Path(__file__).parent / "samples.json").read_text(encoding="utf-8"))
failures = 0


def check(name, what, sample, found, wanted, tags, allowed):
    global failures
    if found != wanted or set(tags) - allowed:
        failures += 1
        if failures <= 20:
            print(name, what, repr(sample["text"]), "→", repr(found), set(tags) - allowed)


for name, render in renderers.items():
    for sample in samples:
        lone = page(render(sample["inline"] + "\n"))
        check(name, "inline", sample, lone.text.removesuffix("\n"), sample["shown"], lone.tags, {"p"})
        table = page(render("| a | b |\n|---|---|\n| " + sample["inline"] + " | end |\n"))
        cells = table.cells + ["", ""]
        check(name, "cell", sample, cells[0].strip(" "), sample["shown"].strip(" "), table.tags, ALLOWED - {"p", "pre", "code"})
        check(name, "next cell", sample, cells[1], "end", [], ALLOWED)
        code = page(render(sample["code"] + "\n"))
        if sample["shown"].strip(" "):
            check(name, "code", sample, code.text.strip(" \n"), sample["shown"].strip(" "), code.tags, {"p", "code"})
        celled = page(render("| a | b |\n|---|---|\n| " + sample["codeInCell"] + " | end |\n"))
        check(name, "code in cell", sample, (celled.cells + ["", ""])[1], "end", celled.tags, ALLOWED - {"p", "pre"})
        block = page(render(sample["block"] + "\nend\n"))
        body = sample["visible"] if sample["visible"].endswith("\n") else sample["visible"] + "\n"
        check(name, "block", sample, block.code, body, block.tags, {"pre", "code", "p"})
        check(name, "after block", sample, block.text.strip("\n").endswith("end"), True, [], set())

print(f"{len(samples)} samples, {len(renderers)} renderers, {failures} failures")
sys.exit(failures > 0)
