#!/bin/sh
# usage: integrate.sh PREFIX BIN SHARE   tell the desktop of the Inkstone in PREFIX
# What is written outside PREFIX is listed in PREFIX/installed, for uninstall.
set -eu
prefix=$1 bin=$2 share=$3
list=$prefix/installed # with what an earlier one has made
touch "$list"

make_folder() { # and list each folder that was not there
    [ -d "$1" ] && return
    make_folder "$(dirname "$1")"
    mkdir "$1"
    printf '%s\n' "$1" >>"$list"
}

is_ours() { # PATH   tell whether we have put it there, or nobody has
    if [ -e "$1" ] || [ -L "$1" ]; then grep -qxF "$1" "$list"; fi
}

# A desktop does not search ~/.local/bin for what it starts.
quoted=$(printf '%s\n' "$prefix/inkstone" | sed 's/[&|\\]/\\&/g')
make_folder "$bin"
case $(readlink "$bin/inkstone" || :) in
"$prefix"/*) rm "$bin/inkstone" ;;
esac
if [ ! -e "$bin/inkstone" ] && [ ! -L "$bin/inkstone" ]; then
    ln -s "$prefix/inkstone" "$bin/inkstone"
    printf '%s\n' "$bin/inkstone" >>"$list"
fi
(cd "$prefix/share" && find applications icons man metainfo mime -type f) | while read -r file; do
    if is_ours "$share/$file"; then
        make_folder "$(dirname "$share/$file")"
        cp "$prefix/share/$file" "$share/$file"
        case $file in
        *.desktop) sed -i "s|^Exec=inkstone|Exec=\"$quoted\"|" "$share/$file" ;;
        esac
        printf '%s\n' "$share/$file" >>"$list"
    fi
done
cp "$prefix/share/setup/uninstall.sh" "$prefix/uninstall"
chmod 755 "$prefix/uninstall"
sort -u -o "$list" "$list"
sh "$prefix/share/setup/refresh.sh" "$share"
