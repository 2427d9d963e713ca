"""Writes the vector files, or tells how the committed ones differ."""

import difflib
import json
import re

# Characters that do not show, or that an editor may change, are written as escapes.
INVISIBLE = re.compile(
    "[\u007f-\u00a0\u00ad\u0300-\u036f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\U000e0000-\U0010ffff]"
)


def render(document):
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return INVISIBLE.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n"


def write(root, files):
    for path, document in files.items():
        (root / path).write_text(render(document), encoding="utf-8", newline="\n")
        print(f"{path}: {len(document['cases'])} cases")


def differences(root, files, sources):
    """One message for each committed file that is not what the generator writes."""
    known = {root / path for path in (*files, *sources)}
    for path in sorted(root.glob("*/*.json")):
        if path not in known:
            yield f"{path.relative_to(root)}: not a file of the generator"
    for path, document in files.items():
        expected = render(document)
        try:
            committed = (root / path).read_bytes().decode()
        except FileNotFoundError:
            yield f"{path}: missing"
            continue
        except UnicodeDecodeError:
            yield f"{path}: not UTF-8"
            continue
        if committed != expected:
            lines = difflib.unified_diff(
                committed.splitlines(),
                expected.splitlines(),
                f"{path} (committed)",
                f"{path} (generated)",
                lineterm="",
                n=2,
            )
            yield "\n".join(lines) or f"{path}: differs in line endings or in the last newline"
