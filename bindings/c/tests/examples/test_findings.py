"""Valgrind and the sanitizers would tell: a program that makes a mistake ends with the status that fails a test."""

import subprocess

import pytest

from programs import FOUND, SANITIZE, SANITIZER_OPTIONS, VALGRIND, run

# What goes wrong, as the body of a program.
MISTAKES = {
    "an object that is not freed": "closeroom_call_options_new();",
    "an object that is freed twice": """
        closeroom_call_options *options = closeroom_call_options_new();
        closeroom_call_options_free(options);
        closeroom_call_options_free(options);""",
    "a text that is read after its object": """
        closeroom_error *error = NULL;
        closeroom_call_options_set_timeout_ms(NULL, 0, &error);
        closeroom_str message = closeroom_error_message(error);
        closeroom_error_free(error);
        return message.data[0] == 'x';""",
}


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("way", ["valgrind", "sanitized"])
def test_a_mistake_is_found(prefix, tmp_path, way, mistake):
    source, program = tmp_path / "mistake.c", tmp_path / "mistake"
    body = f"int main(void) {{ {MISTAKES[mistake]} return 0; }}"
    source.write_text(f"#include <closeroom.h>\n{body}\n")
    run(
        *(
            "cc",
            "-std=c99",
            "-Wall",
            "-Wextra",
            "-Werror",
            *(SANITIZE.split() if way == "sanitized" else ["-g"]),
        ),
        *(f"-I{prefix}/include", "-o", program, source),
        *(f"-L{prefix}/lib", "-lcloseroom", f"-Wl,-rpath,{prefix}/lib"),
    )
    under = VALGRIND if way == "valgrind" else ()
    done = subprocess.run([*under, program], env=SANITIZER_OPTIONS, capture_output=True, timeout=60)
    assert done.returncode == FOUND, done
