#!/usr/bin/env python3
"""Writes every vector file of this folder; with --check, fails when a committed one differs.

Python 3.11 or later, standard library only. See README.md.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))
sys.dont_write_bytecode = True

from generator import (
    cases_invalid,
    cases_trtc_callback,
    cases_trtc_request,
    cases_trtc_response,
    cases_trtc_signature,
    cases_zego_callback,
    cases_zego_request,
    cases_zego_response,
    cases_zego_signature,
    output,
    schema,
    sdk,
)


def build():
    """The SDKs' captures, and every generated file by path. Raises when a published value is not what is computed."""
    captures = sdk.load(ROOT)
    return captures, {
        "zego/signature.json": cases_zego_signature.build(),
        "zego/request.json": cases_zego_request.build(),
        "zego/response.json": cases_zego_response.build(),
        "zego/callback.json": cases_zego_callback.build(),
        "zego/invalid.json": cases_invalid.build_zego(),
        "trtc/signature.json": cases_trtc_signature.build(captures),
        "trtc/request.json": cases_trtc_request.build(captures),
        "trtc/response.json": cases_trtc_response.build(),
        "trtc/callback.json": cases_trtc_callback.build(captures),
        "trtc/invalid.json": cases_invalid.build_trtc(),
    }


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: generate.py [--check]")

    try:
        captures, files = build()
    except AssertionError as error:
        sys.exit(f"a value does not agree with what is computed\n{error}")

    rules = json.loads((ROOT / "schema.json").read_text(encoding="utf-8"))
    sources = {"trtc/sdk.json": captures}
    for path, document in {**sources, **files}.items():
        for where, message in schema.errors(document, rules):
            sys.exit(f"{path}: {'/'.join(map(str, where))} {message} (schema.json)")

    if arguments == []:
        output.write(ROOT, files)
        return
    differences = list(output.differences(ROOT, files, sources))
    if differences:
        sys.exit(
            "\n\n".join([*differences, "Not as generated. Run tests/vectors/generate.py and look at the changes."])
        )
    cases = sum(len(document["cases"]) for document in files.values())
    print(f"{len(files)} files, {cases} cases: as generated, valid")


if __name__ == "__main__":
    main(sys.argv[1:])
