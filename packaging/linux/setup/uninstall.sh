#!/bin/sh
# Removes the Inkstone in whose folder this lies, and nothing else.
set -eu
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH

say() { # English, Chinese
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
    esac
}
drop_last() { # FOLDER FILE   remove a file if nothing else is left
    [ "$(ls -A "$1" 2>/dev/null)" != "$2" ] || rm "$1/$2"
}

prefix=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
if [ ! -f "$prefix/share/VERSION" ] || [ ! -f "$prefix/installed" ]; then
    say "$prefix is no installed Inkstone; nothing was removed." \
        "$prefix 不是已安装的 Inkstone；未移除任何内容。" >&2
    exit 1
fi
for process in /proc/[0-9]*/exe; do
    if [ "$(readlink "$process" 2>/dev/null)" = "$prefix/inkstone" ]; then
        say "Inkstone is running. Close it and do this again." "Inkstone 正在运行。请先退出，再卸载。" >&2
        exit 1
    fi
done
data=$("$prefix/inkstone" where 2>/dev/null || :)
removed=$(cat "$prefix/share/setup/removed.sh")
refresh=$(cat "$prefix/share/setup/refresh.sh")
share=$(sed -n -e 's|/applications/inkstone.desktop$||p' -e 's|/mime/packages/inkstone.xml$||p' \
    -e 's|/metainfo/inkstone.metainfo.xml$||p' "$prefix/installed" | head -n 1)

while read -r path; do
    if [ -L "$path" ]; then
        # A link is ours only while it leads here.
        case $(readlink "$path") in "$prefix"/*) rm "$path" ;; esac
    elif [ -f "$path" ]; then
        rm "$path"
    fi
done <"$prefix/installed"
sh -c "$refresh" refresh.sh "$share"
folders=$(sort -r "$prefix/installed")
cd /
for name in inkstone _internal share installed uninstall; do
    rm -rf "${prefix:?}/$name"
done
rmdir "$prefix" 2>/dev/null || say "What else is in $prefix stays there." "$prefix 中的其他内容会保留。"
printf '%s\n' "$folders" | while read -r path; do
    # What the desktop's tools have made of our file types alone goes with them.
    case $path in
    "$share/mime") [ -n "$(ls -A "$path/packages" 2>/dev/null)" ] || rm -rf "$path" ;;
    "$share/applications") drop_last "$path" mimeinfo.cache ;;
    "$share/icons/hicolor") drop_last "$path" icon-theme.cache ;;
    esac
    if [ -d "$path" ]; then rmdir "$path" 2>/dev/null || :; fi
done
if [ "$(id -u)" = 0 ] || [ -z "$data" ]; then
    sh -c "$removed" removed.sh remove
else
    say "Inkstone is removed. What you wrote, your settings and models are still here:" \
        "Inkstone 已卸载。您写的内容、设置和模型仍在："
    printf '%s\n' "$data"
fi
