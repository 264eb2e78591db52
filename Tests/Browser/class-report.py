#!/usr/bin/env python3
"""Opens class reports in headless Chromium: they load silently, fit, are legible, accessible and printable.

    Tests/Browser/class-report.py [PAGES [PICTURES]]

PAGES is a folder with N.en.html and N.ja.html for N = 1, 40 and 1000; without it the test target writes them.
PICTURES is where screenshots and PDFs go; without it they are thrown away.
Needs the Debian packages chromium, fonts-noto-cjk, poppler-utils and libxml2-utils.
"""

import os
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from devtools import Browser  # noqa: E402

# Words that are wider than the window, or drawn over one another.
LAYOUT = """(() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  const labels = [...document.querySelectorAll('svg text')].map(e => [e.textContent, e.getBoundingClientRect()]);
  for (const [i, [a, r]] of labels.entries()) for (const [b, s] of labels.slice(i + 1))
    if (r.left < s.right && s.left < r.right && r.top < s.bottom && s.top < r.bottom) found.push(`${a} over ${b}`);
  for (const e of document.querySelectorAll('.card, .facts div, h1, h2, h3, .group, .check, .score, summary'))
    if (e.scrollWidth > e.clientWidth + 1) found.push(`cut: ${e.className || e.tagName} ${e.textContent.slice(0, 60)}`);
  return found;
})()"""

# Text whose colour stands out from what is behind it by less than 4.5 to 1 (WCAG 2.2, 1.4.3).
CONTRAST = """(() => {
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || e.closest('title, desc')) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(parts(e.closest('svg') ? style.fill : style.color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.add(`${ratio.toFixed(2)} to 1: ${e.tagName} ${e.className} in ${e.parentElement.className}`);
  }
  return [...found].slice(0, 20);
})()"""

failures = 0


def expect(holds, what, details=""):
    global failures
    if not holds:
        failures += 1
        print(f"FAILED  {what}: {details}")


def check_looks(browser, page, name, pictures):
    for width, dark in [(1280, False), (1280, True), (390, False), (390, True)]:
        browser.look(width, dark)
        browser.open(page)
        look = f"{name} at {width} px, {'dark' if dark else 'light'}"
        expect(not browser.complaints(), f"{look}: loads silently", browser.complaints())
        # What a fold or a distance hides must fit as well.
        browser.evaluate("document.querySelectorAll('details').forEach(e => e.open = true);"
                         "document.querySelectorAll('.more').forEach(e => e.style.contentVisibility = 'visible')")
        problems = browser.evaluate(LAYOUT) + browser.evaluate(CONTRAST)
        expect(not problems, f"{look}: fits and is legible", problems)
        browser.open(page)
        if pictures:
            browser.screenshot(f"{pictures}/{name}.{width}{'.dark' if dark else ''}.png")


def check_by_ear(browser, page, name):
    browser.look(1280)
    browser.open(page)
    nodes = [node for node in browser.call("Accessibility.getFullAXTree")["nodes"] if not node.get("ignored")]
    roles = {}
    for node in nodes:
        role = node.get("role", {}).get("value")
        roles.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    for role in ["banner", "navigation", "main", "contentinfo"]:
        expect(len(roles.get(role, [])) == 1, f"{name}: has one landmark {role}", roles.get(role))
    for role in ["link", "image", "table", "region", "article", "columnheader", "rowheader", "heading"]:
        unnamed = [label for label in roles.get(role, []) if not label.strip()]
        expect(roles.get(role) and not unnamed, f"{name}: every {role} has a name", len(unnamed))


def check_keyboard(browser, page, name):
    browser.look(1280)
    browser.open(page)
    reached = []
    for _ in range(3):
        for kind in ["keyDown", "keyUp"]:
            browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.append(browser.evaluate(
            "[document.activeElement.getAttribute('href'), getComputedStyle(document.activeElement).outlineStyle,"
            " document.activeElement.getBoundingClientRect().top >= 0]"))
    expect(reached[0][0] == "#main", f"{name}: the first Tab reaches the skip link", reached)
    expect(all(style == "solid" and seen for _, style, seen in reached), f"{name}: focus is seen", reached)


def check_paper(browser, page, name, folder):
    browser.look(1280)
    browser.open(page)
    path = f"{folder}/{name}.pdf"
    browser.pdf(path)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    folded = browser.evaluate("[...document.querySelectorAll('article details pre')].slice(0, 40)"
                              ".map(e => e.textContent.trim().split('\\n')[0].slice(0, 24)).filter(t => /^[ -~]+$/.test(t))")
    squeezed = " ".join(text.split())
    missing = [line for line in folded if " ".join(line.split()) not in squeezed]
    expect(folded and not missing, f"{name}: what is folded on the screen is open on paper", missing)
    starts = browser.evaluate("document.querySelectorAll('article.whole').length")
    pages = text.count("\f")
    expect(pages > starts, f"{name}: each learner begins a page", f"{pages} pages for {starts} learners")
    print(f"{name}: {pages} pages of paper")


def main():
    with tempfile.TemporaryDirectory() as scratch:
        pages = sys.argv[1] if len(sys.argv) > 1 else scratch
        pictures = sys.argv[2] if len(sys.argv) > 2 else None
        if pages == scratch:
            subprocess.run(["swift", "test", "--filter", "SampleReportTests"], check=True, stdout=subprocess.DEVNULL,
                           env={**os.environ, "DOJO_SAMPLE_REPORTS": scratch})
        if pictures:
            os.makedirs(pictures, exist_ok=True)
        browser = Browser()
        try:
            for size in [1, 40, 1000]:
                for language in ["en", "ja"]:
                    name = f"{size}.{language}"
                    page = f"{pages}/{name}.html"
                    lint = subprocess.run(["xmllint", "--noout", "--nonet", "--huge", page], capture_output=True, text=True)
                    expect(lint.returncode == 0, f"{name}: is well-formed", lint.stderr[:500])
                    if size == 1000:
                        browser.look(1280)
                        begun = time.monotonic()
                        browser.open(page)
                        print(f"{name}: {os.path.getsize(page) / 1e6:.1f} MB, open after {time.monotonic() - begun:.1f} s")
                        expect(not browser.complaints(), f"{name}: loads silently", browser.complaints())
                        if pictures:
                            browser.screenshot(f"{pictures}/{name}.png")
                        continue
                    check_looks(browser, page, name, pictures)
                    check_by_ear(browser, page, name)
                    check_keyboard(browser, page, name)
                    check_paper(browser, page, name, pictures or scratch)
        finally:
            browser.close()
    print("all well" if failures == 0 else f"{failures} failures")
    return 1 if failures else 0


sys.exit(main())
