#!/usr/bin/env bash
# Unpack Debian's Swift toolchain into a folder, and make it run there without
# a chroot and without touching the host's packages.
#
#   setup.sh TARGET_DIR
#
# Afterwards TARGET_DIR/bin/{swift,swiftc,...} work from anywhere, as any user.
# What they build runs on this host too: its interpreter and library path are
# those under TARGET_DIR (so neither may be moved to another path or machine).
#
# Idempotent: a finished TARGET_DIR is only checked (a fraction of a second).
# The mirror, its proxy and certificates come from the host's apt settings.
#
#   SWIFT_SUITE    Debian suite to take it from (default trixie: Swift 6.0.3)
#   SWIFT_DEBS     folder to keep the downloaded packages in (default: removed)
set -euo pipefail

recipe=2                                  # raise when the steps below change
suite=${SWIFT_SUITE:-trixie}
[ $# -eq 1 ] || { echo "usage: $0 TARGET_DIR" >&2; exit 2; }
mkdir -p "$1"
root=$(cd "$1" && pwd -P)
case $root in *[[:space:]:]*) echo "$0: no spaces or colons in $root" >&2; exit 2;; esac
stamp=$root/.swift-setup
want="$recipe $suite $root"

exec 9>"$root/.swift-setup.lock"
flock 9

if [ "$(cat "$stamp" 2>/dev/null)" = "$want" ] && "$root/bin/swiftc" --version >/dev/null 2>&1; then
    echo "swift-setup: $root is ready"
    exit 0
fi
others=$(find "$root" -mindepth 1 -maxdepth 1 ! -name '.swift-setup*' | head -1)
if [ -n "$others" ] && [ ! -e "$root/.swift-setup.ours" ]; then
    echo "$0: $root holds other files; not touching it" >&2
    exit 2
fi
touch "$root/.swift-setup.ours"
rm -rf "$stamp" "$root"/{usr,etc,var,bin,lib,lib64,sbin,SDKSettings.json,.swift-setup.apt}

# --- where the packages are -------------------------------------------------
if [ "$(. /etc/os-release 2>/dev/null && echo "${ID:-}")" != debian ]; then
    echo "$0: this is for Debian alone; put Swift 6 or newer (from swift.org) on your PATH" >&2
    exit 1
fi
arch=$(dpkg --print-architecture)
codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
mirror=${SWIFT_MIRROR:-$(apt-get indextargets --format '$(IDENTIFIER)|$(RELEASE)|$(REPO_URI)' |
    awk -F'|' -v c="$codename" '$1 == "Packages" && $2 == c { print $3; exit }')}
[ -n "$mirror" ] || { echo "$0: no Debian mirror in this host's apt settings" >&2; exit 1; }
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# --- a private apt state: the host's own lists and packages stay as they are --
apt=$root/.swift-setup.apt
debs=${SWIFT_DEBS:-$apt/debs}
mkdir -p "$apt"/{state/lists/partial,none} "$debs/partial"
debs=$(cd "$debs" && pwd -P)
: > "$apt/status"
echo "deb [arch=$arch signed-by=$keyring] $mirror $suite main" > "$apt/sources.list"
aptget() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq \
        -o Dir::State="$apt/state" -o Dir::State::status="$apt/status" \
        -o Dir::Cache="$apt" -o Dir::Cache::archives="$debs" \
        -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts="$apt/none" \
        -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts="$apt/none" \
        -o APT::Architecture="$arch" -o APT::Architectures="$arch" \
        -o APT::Install-Recommends=false -o APT::Sandbox::User=root \
        -o Acquire::Languages=none -o Acquire::Retries=3 \
        -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
        -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false "$@"
}
echo "swift-setup: reading the $suite package list"
aptget update
echo "swift-setup: downloading (about 550 MB, less what $debs has)"
wanted=(swiftlang libc6-dev libstdc++-14-dev patchelf)
mkdir -p "$apt/empty/partial"             # --print-uris leaves out what is already there
list=$(aptget install -y --print-uris -o Dir::Cache::archives="$apt/empty" "${wanted[@]}" | awk '{ print $2 }')
aptget install -y --download-only "${wanted[@]}"

# --- unpack, without what a command-line build never opens --------------------
echo "swift-setup: unpacking"
mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
for d in bin sbin lib lib64; do [ -e "$root/$d" ] || [ "$d" = bin ] || ln -s "usr/$d" "$root/$d"; done
swift=$root/usr/libexec/swift
skip=(
    './usr/share/doc' './usr/share/man' './usr/share/locale' './usr/share/info'
    './usr/share/lintian' './usr/lib/python3*' './etc' './var'
    "./usr/libexec/swift/lib/swift/embedded" "./usr/libexec/swift/lib/swift/FrameworkABIBaseline"
    "./usr/libexec/swift/lib/swift_static" "./usr/libexec/swift/lib/liblldb*"
    "./usr/libexec/swift/lib/libLTO*" "./usr/libexec/swift/lib/libsourcekitdInProc*"
    "./usr/libexec/swift/bin/lldb*" "./usr/libexec/swift/bin/repl_swift"
    "./usr/libexec/swift/bin/clangd" "./usr/libexec/swift/bin/sourcekit-lsp"
    "./usr/libexec/swift/bin/swift-format" "./usr/libexec/swift/bin/docc"
)
for deb in $list; do
    case $deb in
        # only the compiler's own folder of these is wanted (crtbegin.o, libgcc)
        cpp*|gcc_*|gcc-x86*|gcc-aarch64*|gcc-[0-9][0-9]_*|gcc-[0-9][0-9]-x86*|gcc-[0-9][0-9]-aarch64*|perl*|python*|debconf*) continue;;
    esac
    # xz reads several blocks at once here, dpkg-deb does not everywhere
    member=$(ar t "$debs/$deb" 2>/dev/null | grep '^data\.tar' || true)
    case $member in
        data.tar.xz) ar p "$debs/$deb" "$member" | xz -dc -T0;;
        *) dpkg-deb --fsys-tarfile "$debs/$deb";;
    esac | tar -x -C "$root" --keep-directory-symlink --no-same-owner "${skip[@]/#/--exclude=}"
done
libs=$(echo "$root"/usr/lib/*-linux-gnu)

# --- programs: this folder's loader and libraries, whatever the host's are ----
interp_of() { "$loader" --library-path "$libs" "$root/usr/bin/patchelf" "$@"; }
loader=$(echo "$libs"/ld-linux*.so.*)
for f in "$swift"/bin/*; do
    [ ! -L "$f" ] && interp_of --print-interpreter "$f" >/dev/null 2>&1 || continue
    rpath=$(interp_of --print-rpath "$f")
    interp_of --set-interpreter "$loader" --force-rpath --set-rpath "${rpath:+$rpath:}$libs" "$f"
done
for f in "$swift"/lib/swift/{linux,host,host/plugins,host/plugins/testing,pm/ManifestAPI,pm/PluginAPI}/*.so; do
    [ -f "$f" ] && [ ! -L "$f" ] || continue
    rpath=$(interp_of --print-rpath "$f")
    interp_of --set-rpath "${rpath:+$rpath:}$libs" "$f"
done

# --- what it builds: swiftc links through this clang, which reads these --------
# (by the older tag, the path is for the libraries of the libraries too)
for c in clang clang++; do
    printf '%s\n' "--sysroot=$root" -fuse-ld=lld \
        "-Wl,--dynamic-linker=$loader" "-Wl,-rpath,$libs" -Wl,--disable-new-dtags > "$swift/bin/$c.cfg"
done
[ -e "$root/usr/lib/swift" ] || ln -s ../libexec/swift/lib/swift "$root/usr/lib/swift"
# only silences a warning: there is no such file in any Linux toolchain
echo '{"CanonicalName":"linux","Version":"13.0","MaximumDeploymentTarget":"13.0.99","SupportedTargets":{},"VersionMap":{}}' > "$root/SDKSettings.json"

# --- commands to call; only they see SDKROOT, so the host's compilers do not ---
mkdir -p "$root/bin"
for c in clang swift swiftc swift-build swift-test swift-run swift-package swift-demangle; do
    printf '#!/bin/sh\nSDKROOT=%s exec %s/bin/%s "$@"\n' "$root" "$swift" "$c" > "$root/bin/$c"
    chmod +x "$root/bin/$c"
done

# --- it compiles, links and runs ----------------------------------------------
printf 'import Foundation\nprint("Swift runs:", Data([1, 2]).count == 2)\n' > "$apt/hello.swift"
"$root/bin/swiftc" --version 2>&1 | head -1
"$root/bin/swiftc" -module-cache-path "$apt/modules" -o "$apt/hello" "$apt/hello.swift"
[ "$("$apt/hello")" = "Swift runs: true" ] || { echo "$0: what it built does not run" >&2; exit 1; }
rm -rf "$apt"
echo "$want" > "$stamp"
echo "swift-setup: $root is ready"
