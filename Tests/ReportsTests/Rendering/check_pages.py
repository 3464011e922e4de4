"""Shows the pages of the hand-made run to GitHub's Markdown renderer and checks that nothing in them acts.

    pip install cmarkgfm==2025.10.22 markdown-it-py==4.3.0 linkify-it-py==2.2.0 mdit-py-plugins==0.7.0
    RECORD_PAGES=1 swift test --filter PagesTests   # only after the pages were changed on purpose
    python3 Tests/ReportsTests/Rendering/check_pages.py [FOLDER]

Every element must be one that our own Markdown makes, every link and picture a file of the report, every table
row as long as its header. With a folder, another report is checked.
"""

import html.parser
import pathlib
import sys

import cmarkgfm
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

ALLOWED = {
    "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "a", "img", "input", "details",
    "summary", "table", "thead", "tbody", "tr", "th", "td", "br", "label",
}
folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "Snapshots"
failures = 0


def fail(page, what):
    global failures
    failures += 1
    if failures <= 20:
        print(page, what)


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.columns, self.cells = path, 0, 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in ALLOWED:
            fail(self.path, f"element <{tag}>")
        if any(name.startswith("on") for name in values):
            fail(self.path, f"handler in <{tag}>")
        target = values.get("href") or values.get("src")
        place = target.split("#")[0] if target else ""
        if place and not (self.path.parent / place).resolve().is_file():
            fail(self.path, f"{tag} leads to {target}")
        if tag == "table":
            self.columns = 0
        if tag == "tr":
            self.cells = 0
        if tag in ("th", "td"):
            self.cells += 1
            self.columns += tag == "th"

    def handle_endtag(self, tag):
        if tag == "tr" and self.cells != self.columns:
            fail(self.path, f"a row of {self.cells} cells under {self.columns}")


gitlab = MarkdownIt("gfm-like", {"linkify": True, "html": True}).use(footnote_plugin).use(tasklists_plugin)
gitlab.linkify.set({"fuzzy_link": False})
renderers = [
    lambda text: cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE),
    gitlab.render,
]
pages = sorted(folder.rglob("*.md"))
for path in pages:
    for render in renderers:
        page = Page(path)
        page.feed(render(path.read_text(encoding="utf-8")))
        page.close()
print(f"{len(pages)} pages, {len(renderers)} renderers, {failures} failures")
sys.exit(failures > 0)
