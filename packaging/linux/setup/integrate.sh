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

make_folder "$bin"
if [ -e "$bin/inkstone" ] && [ ! -L "$bin/inkstone" ]; then
    echo "$bin/inkstone is something else and stays; start $prefix/inkstone" >&2
else
    ln -sf "$prefix/inkstone" "$bin/inkstone"
    printf '%s\n' "$bin/inkstone" >>"$list"
fi
(cd "$prefix/share" && find applications icons man metainfo mime -type f) | while read -r file; do
    make_folder "$(dirname "$share/$file")"
    cp "$prefix/share/$file" "$share/$file"
    printf '%s\n' "$share/$file" >>"$list"
done
# A desktop does not search ~/.local/bin for what it starts.
sed -i "s|^Exec=inkstone|Exec=\"$bin/inkstone\"|" "$share/applications/inkstone.desktop"
cp "$prefix/share/setup/uninstall.sh" "$prefix/uninstall"
chmod 755 "$prefix/uninstall"
sort -u -o "$list" "$list"
sh "$prefix/share/setup/refresh.sh" "$share"
