#!/bin/sh
# Run a command on the display there is, else on Xvfb, else offscreen.
set -eu
if [ -n "${DISPLAY:-}" ] && [ -z "${CI:-}" ]; then
    exec "$@"
elif command -v xvfb-run >/dev/null 2>&1; then
    exec xvfb-run -a -s "-screen 0 1920x1080x24" env QT_QPA_PLATFORM=xcb "$@"
else
    QT_QPA_PLATFORM=offscreen exec "$@"
fi
