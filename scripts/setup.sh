#!/bin/sh
# Install what is missing, and nothing twice: system libraries (with root or sudo), then the locked Python packages.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

LIBRARIES="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libcups2
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
libxcb-image0 libxcb-render-util0 libxkbcommon-x11-0 xvfb xauth poppler-utils libnss3 libnspr4"

installed() {  # Debian 13 and Ubuntu 24.04 call some of them …t64
    for name in "$1" "${1}t64"; do
        case "$(dpkg-query -W -f='${Status}' "$name" 2>/dev/null || true)" in *"ok installed") return 0 ;; esac
    done
    return 1
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

missing=""
if command -v dpkg-query >/dev/null 2>&1; then
    for package in $LIBRARIES; do
        installed "$package" || missing="$missing $package"
    done
    { command -v node && command -v npm; } >/dev/null 2>&1 || missing="$missing nodejs npm"
    [ -x .venv/bin/python ] || find_python >/dev/null || missing="$missing python3 python3-venv"
fi
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then root="sudo"
    elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then root="sudo"
    else root="none"
    fi
    if [ "$root" = none ]; then
        say "Missing system packages:$missing"
        say "Install them as root with: apt-get install$missing"
        say "Going on without them; where there is no display the windows are drawn offscreen."
    else
        say "Installing system packages:$missing"
        $root apt-get update -qq
        # shellcheck disable=SC2086  # the list is meant to split
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    fi
fi

if [ ! -x .venv/bin/python ]; then
    python=$(find_python) || { say "Python 3.11 or newer with venv is needed: install python3 and python3-venv."; exit 1; }
    say "Making .venv with $("$python" -V)"
    "$python" -m venv .venv
fi

wanted=$(cat requirements.txt pyproject.toml scripts/setup.sh | cksum)
if [ "$(cat .venv/installed 2>/dev/null || true)" != "$wanted" ]; then
    say "Installing the locked Python packages (some 350 MB, once)"
    # uv is faster where it is at hand and reaches the packages; pip does the same.
    { command -v uv >/dev/null 2>&1 &&
        VIRTUAL_ENV="$PWD/.venv" uv pip sync -q --require-hashes requirements.txt 2>/dev/null; } ||
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
    # From here on no network is needed: what builds the package is in the lock.
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
    printf '%s' "$wanted" >.venv/installed
fi

# The page that verifies certificates in a browser, bundled into one file; with the browser that tests it.
page=desktop_app/resources/verify/verify.html
wanted=$(cat verify/package-lock.json verify/build.mjs verify/src/* scripts/setup.sh | cksum)
if [ "$(cat verify/node_modules/installed 2>/dev/null || true)" != "$wanted" ] || [ ! -f "$page" ]; then
    if command -v npm >/dev/null 2>&1; then
        say "Building the verify page"
        mkdir -p "$(dirname "$page")"
        (cd verify && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null)
        node verify/build.mjs "$page"
        printf '%s' "$wanted" >verify/node_modules/installed
    else
        say "Without Node.js and npm the verify page is not built; everything else works."
    fi
fi
