#!/bin/sh
# Removes the Inkstone in whose folder this lies, and nothing else.
set -eu
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH

drop_last() { # FOLDER FILE   remove a file if nothing else is left
    [ "$(ls -A "$1" 2>/dev/null)" != "$2" ] || rm "$1/$2"
}

prefix=$(cd "$(dirname "$0")" && pwd)
if [ ! -f "$prefix/share/VERSION" ] || [ ! -f "$prefix/installed" ]; then
    echo "$prefix is no installed Inkstone; nothing was removed." >&2
    exit 1
fi
data=$("$prefix/inkstone" where 2>/dev/null || :)
case $data in *" $prefix/"*)
    echo "Your data are in $prefix too; move them away first. Nothing was removed:" >&2
    printf '%s\n' "$data" >&2
    exit 1
    ;;
esac
share=$(dirname "$(dirname "$(grep '/applications/inkstone.desktop$' "$prefix/installed")")")
refresh=$(cat "$prefix/share/setup/refresh.sh")

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
rm -rf "$prefix"
printf '%s\n' "$folders" | while read -r path; do
    # What the desktop's tools have made of our file types alone goes with them.
    case $path in
    "$share/mime") [ -n "$(ls -A "$path/packages" 2>/dev/null)" ] || rm -rf "$path" ;;
    "$share/applications") drop_last "$path" mimeinfo.cache ;;
    "$share/icons/hicolor") drop_last "$path" icon-theme.cache ;;
    esac
    if [ -d "$path" ]; then rmdir "$path" 2>/dev/null || :; fi
done
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
zh*) printf '%s\n' "Inkstone 已卸载。您写的内容、设置和模型仍在：" ;;
*) printf '%s\n' "Inkstone is removed. What you wrote, your settings and models are still here:" ;;
esac
printf '%s\n' "$data"
