#!/usr/bin/env python3
"""A saved page to lines, as crawls and copying leave it: every block a line, navigation and all, no mark-up.

    bench/flatten.py PAGE.html > PAGE.txt
"""
import html.parser
import sys

SILENT = {"script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "select", "textarea", "audio", "video", "canvas"}
INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
          "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "input", "source"}
VOID = {"br", "img", "input", "wbr", "source", "meta", "link", "hr", "area", "base", "col", "embed", "param", "track"}


class Flattener(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.open, self.silent = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag in SILENT and tag not in VOID:
            self.silent.append(tag)
        elif tag not in INLINE:
            self.end_line()
            if tag == "body":
                self.silent.clear()

    def handle_endtag(self, tag):
        if self.silent and tag in self.silent:
            while self.silent.pop() != tag:
                pass
        elif tag not in INLINE:
            self.end_line()

    def handle_data(self, data):
        if not self.silent:
            self.open.append(data)

    def end_line(self):
        line = " ".join("".join(self.open).split())
        self.open = []
        if line:
            self.lines.append(line)


def decode(page):
    import re
    found = re.search(rb"charset=[\"']?([\w-]+)", page[:4096], re.I)
    for name in ([found.group(1).decode("ascii", "replace")] if found else []) + ["utf-8", "windows-1252"]:
        try:
            return page.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return page.decode("utf-8", "replace")


def flatten(page):
    """bytes of a page -> list of lines"""
    reader = Flattener()
    reader.feed(decode(page))
    reader.close()
    reader.end_line()
    return reader.lines


if __name__ == "__main__":
    print("\n".join(flatten(open(sys.argv[1], "rb").read())))
