"""What nobody may see."""

import re


def shows_no_credential(text, *credentials):
    """Neither a secret, nor a token (None is none), nor anything that looks like a signature."""
    for credential in credentials:
        assert credential is None or credential not in text, text
    assert not re.search("[0-9A-Fa-f]{32}", text), text
    assert not re.search("([0-9A-Za-z+/]|%2[BF]){27}(=|%3D)", text), text
    assert not re.search(r"Signature=(?!\[redacted\])", text), text
