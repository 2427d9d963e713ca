"""What the header shows in its first comment can be compiled, runs, and leaks nothing."""

import subprocess

from programs import WARNINGS

INDENT = " *        "
# What the program around it is supposed to have.
BEFORE = """
#include <closeroom.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static void print_it(const char *method, const char *url) { printf("%s %s\\n", method, url); }
static uint64_t now_ms(void) { return (uint64_t)time(NULL) * 1000; }
static void sleep_ms(uint32_t ms) { (void)ms; }
static closeroom_failure send_it(const closeroom_request *request, uint32_t timeout_ms,
                                 closeroom_response *response, const char **why) {
    (void)request, (void)timeout_ms, (void)response;
    *why = "nobody listens";
    return CLOSEROOM_FAILURE_OTHER;
}
"""
AROUND = """
static void build_it(uint64_t app_id, const char *secret) {{
{build}
}}
static void call_it(const closeroom_zego *zego) {{
    closeroom_error *error = NULL;
{call}
}}
int main(void) {{
    closeroom_zego *zego = NULL;
    build_it(1, "secret");
    if (closeroom_zego_new(1, "secret", 6, NULL, &zego, NULL)) return 1;
    call_it(zego);
    closeroom_zego_free(zego);
    return 0;
}}
"""


def test_the_header_s_own_programs(prefix, tmp_path):
    header = (prefix / "include/closeroom.h").read_text()
    manual = header.partition("*/")[0].splitlines()
    code = "\n".join(line.removeprefix(INDENT) for line in manual if line.startswith(INDENT))
    build, start, call = code.partition("closeroom_call *call = NULL;")
    assert "closeroom_zego_build(" in build and "closeroom_call_next(" in call
    build = build.replace("send_it(", "print_it(")

    source, program = tmp_path / "manual.c", tmp_path / "manual"
    source.write_text(BEFORE + AROUND.format(build=build, call=start + call))
    libraries = prefix / "lib"
    flags = ("-std=c99", *WARNINGS.split(), f"-I{prefix}/include", f"-L{libraries}", f"-Wl,-rpath,{libraries}")
    subprocess.run(("cc", "-o", program, source, *flags, "-lcloseroom"), check=True)
    valgrind = ("valgrind", "--quiet", "--leak-check=full", "--error-exitcode=9")
    ended = subprocess.run((*valgrind, program), capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout.startswith("GET https://rtc-api.zego.im/?Action=CloseRoom&AppId=1&")
    assert ended.stderr.startswith("zego: the HTTP client failed: nobody listens")
