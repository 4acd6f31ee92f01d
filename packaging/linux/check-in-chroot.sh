#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Orgkeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs a .deb into a clean Debian folder with nothing but its own dependencies, and runs the tour
# there. Needs root.    check-in-chroot.sh SUITE PACKAGE.deb
set -euo pipefail
suite=$1
deb=$(readlink -f "$2")
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
root=$(mktemp -d)
trap 'umount -q "$root/proc" 2>/dev/null || true; rm -rf "$root"' EXIT

debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || { tail -20 "$root.log"; exit 1; }
rm -f "$root.log"
cp "$deb" "$root/tmp/orgkeeper.deb"
mkdir -p "$root/proc" && mount -t proc proc "$root/proc"
chroot "$root" sh -ec '
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends /tmp/orgkeeper.deb >/tmp/install.log 2>&1 || { tail -20 /tmp/install.log; exit 1; }
    orgkeeper --version
    export HOME=/tmp/home XDG_RUNTIME_DIR=/tmp/home/run QT_QPA_PLATFORM=offscreen
    mkdir -p -m 700 /tmp/home/run
    orgkeeper --tour /tmp/tour
    ls /tmp/tour
    ls -A /tmp/home'
count=$(find "$root/tmp/tour" -name '*.png' -size +5k | wc -l)
echo "$count pictures in the clean $suite"
[ "$count" -ge 8 ]
