#!/bin/sh
# Installs the real programs that `make test-system` drives: LibreOffice, Chromium, poppler, exim4, faketime.
# Needs apt and root.
set -eu
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-calc"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v exim4 >/dev/null 2>&1 || [ -x /usr/sbin/exim4 ] || missing="$missing exim4-daemon-light"
command -v faketime >/dev/null 2>&1 || missing="$missing faketime"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v systemd-analyze >/dev/null 2>&1 || missing="$missing systemd"
[ -z "$missing" ] && exit 0
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $missing
# The tests start a mail server of their own on loopback; none is left running by the package.
case "$missing" in
*exim4*) $as_root sh -c 'invoke-rc.d exim4 stop; update-rc.d exim4 disable' >/dev/null 2>&1 || true ;;
esac
# Those of PostgreSQL, too, start a server of their own.
case "$missing" in
*postgresql*) $as_root sh -c 'invoke-rc.d postgresql stop; update-rc.d postgresql disable' >/dev/null 2>&1 || true ;;
esac
