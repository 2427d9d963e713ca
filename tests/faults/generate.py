#!/usr/bin/env python3
"""Writes matrix.json and the tables of README.md; with --check, fails when a committed one differs.

Python 3.11 or later, standard library only. See README.md.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT.parent / "vectors")]
sys.dont_write_bytecode = True

from generator import output, schema
from table import markdown, rows

BEGIN = "<!-- Made from matrix.json by generate.py -->\n"
END = "<!-- End of what is made -->\n"


def readme(document):
    """README.md with the tables between its marks."""
    before, _, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    assert before and after, "README.md has lost its marks"
    return f"{before}{BEGIN}\n{markdown.render(document)}\n\n{END}{after}"


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: generate.py [--check]")

    document = rows.build()
    rules = json.loads((ROOT / "schema.json").read_text(encoding="utf-8"))
    for where, message in schema.errors(document, rules):
        sys.exit(f"matrix.json: {'/'.join(map(str, where))} {message} (schema.json)")

    for name, text in (("matrix.json", output.render(document)), ("README.md", readme(document))):
        path = ROOT / name
        if arguments == []:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.is_file() or path.read_bytes() != text.encode():
            sys.exit(f"{name}: not as generated. Run tests/faults/generate.py and look at the changes.")
    print(f"{len(document['rows'])} rows: {'as generated' if arguments else 'written'}, valid")


if __name__ == "__main__":
    main(sys.argv[1:])
