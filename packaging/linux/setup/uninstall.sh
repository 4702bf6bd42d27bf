#!/bin/sh
# Removes the Inkstone in whose folder this lies, and nothing else.
set -eu
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH
prefix=$(cd "$(dirname "$0")" && pwd)
[ -f "$prefix/share/VERSION" ] && [ -f "$prefix/installed" ] || {
    echo "$prefix is no installed Inkstone; nothing was removed." >&2
    exit 1
}
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
# Caches that the desktop's own tools keep beside what we installed go with the last of it.
sort -r "$prefix/installed" | while read -r path; do
    if [ -d "$path" ]; then rmdir "$path" 2>/dev/null || :; fi
done
cd /
rm -rf "$prefix"
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
zh*) printf '%s\n' "Inkstone 已卸载。您写的内容、设置和模型仍在：" ;;
*) printf '%s\n' "Inkstone is removed. What you wrote, your settings and models are still here:" ;;
esac
printf '%s\n' "$data"
