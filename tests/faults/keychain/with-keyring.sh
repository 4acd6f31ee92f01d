#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Orgkeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later

# with-keyring.sh STATE PROGRAM [ARGUMENT...]: runs a test with a keychain of its own, in a home
# folder and on a D-Bus session made for it alone. STATE:
#   ready       a GNOME Keyring, unlocked, with a login collection
#   noprovider  a bus on which nobody offers the Secret Service, nor could be started for it
#   nobus       no session bus at all
# Ends as the program does. Without the tools: 77 (skipped), or 1 where CI=true.
set -u

state=$1
shift

for tool in dbus-run-session gnome-keyring-daemon secret-tool; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "with-keyring.sh: $tool is missing; install dbus, gnome-keyring and libsecret-tools." >&2
        [ "${CI:-}" = true ] && exit 1
        exit 77
    fi
done

home=$(mktemp -d "${TMPDIR:-/tmp}/orgkeeper-keychain.XXXXXX") || exit 1
trap 'rm -rf "$home"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -m 0700 "$home/run"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/config" \
    XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" \
    QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 ORGKEEPER_TEST_KEYCHAIN="$state"
# No window may open, and no desktop decides which keychain is taken.
unset DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP \
    KDE_SESSION_VERSION KDE_FULL_SESSION DESKTOP_SESSION GNOME_KEYRING_CONTROL

case $state in
ready)
    # In the foreground, so that its process is known and ends here in any case.
    dbus-run-session -- sh -c '
        printf test-password |
            gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null &
        daemon=$!
        "$@"
        result=$?
        kill "$daemon" 2>/dev/null
        exit "$result"' sh "$@"
    ;;
noprovider)
    cat >"$home/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$home/run</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
    dbus-run-session --config-file="$home/bus.conf" -- "$@"
    ;;
nobus)
    "$@"
    ;;
*)
    echo "with-keyring.sh: unknown state: $state" >&2
    exit 2
    ;;
esac
