#!/bin/sh
# Installs the real programs that `make test-system` drives: LibreOffice, Chromium, poppler. Needs apt and root.
set -eu
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-calc"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing
