#!/bin/sh
# Run by a package manager after removing (deb: remove; rpm: 0; pacman: the version).
case ${1:-} in
purge | upgrade | failed-upgrade | abort-* | disappear | 1) exit 0 ;;
esac
cat <<'WORDS'
Inkstone is removed. What people wrote, their settings and models stay in ~/.local/share/Inkstone
of their accounts, or in the folder that they have chosen.
Inkstone 已卸载。各用户写的内容、设置和模型仍在其 ~/.local/share/Inkstone 或自选的文件夹中。
WORDS
