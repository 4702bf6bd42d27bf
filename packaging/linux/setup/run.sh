#!/bin/sh
# Inkstone @VERSION@: installs itself from the archive behind this script.
#   sh THIS_FILE [--prefix FOLDER] [--force]
# As root it goes to /opt/inkstone, else to ~/.local/opt/inkstone. FOLDER/uninstall removes it.
set -eu
umask 022
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH
unset LD_LIBRARY_PATH
version=@VERSION@
payload=@PAYLOAD@
needed_kib=@KIB@
self=$0
ours="inkstone _internal share installed uninstall" # what of a folder is the program

say() { # English, Chinese
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
    esac
}
fail() {
    say "$1" "$2" >&2
    exit 1
}

if [ -z "${HOME:-}" ]; then
    HOME=$(eval "printf '%s' ~$(id -un)")
fi
case $HOME in
/*) ;;
*) fail "Your account has no home folder." "您的账户没有主目录。" ;;
esac
if [ "$(id -u)" = 0 ]; then
    prefix=/opt/inkstone bin=/usr/local/bin share=/usr/local/share
else
    prefix=$HOME/.local/opt/inkstone bin=$HOME/.local/bin share=${XDG_DATA_HOME:-$HOME/.local/share}
fi
force=
while [ $# -gt 0 ]; do
    case $1 in
    --prefix)
        [ $# -gt 1 ] || fail "--prefix needs a folder." "--prefix 之后要写文件夹。"
        prefix=$2
        shift
        ;;
    --force) force=yes ;;
    *) fail "Use: sh $self [--prefix FOLDER] [--force]" "用法：sh $self [--prefix 文件夹] [--force]" ;;
    esac
    shift
done
machine=$(uname -m)
[ "$machine" = @MACHINE@ ] || fail \
    "This Inkstone is for @MACHINE@ processors, and this is $machine." \
    "此安装包用于 @MACHINE@ 处理器，而本机是 $machine。"
line=$(($(sed -n '/^__ARCHIVE__$/{=;q;}' "$self") + 1))
found=$(tail -n "+$line" "$self" | sha256sum | cut -d ' ' -f 1)
[ "$found" = "$payload" ] || fail \
    "This file is damaged or incomplete. Get it again; nothing was installed." \
    "此文件已损坏或不完整。请重新获取；未安装任何内容。"

made=
folder=$(dirname "$prefix")
while [ ! -d "$folder" ]; do
    made="$made$folder
"
    folder=$(dirname "$folder")
done
mkdir -p "$(dirname "$prefix")" || fail \
    "$(dirname "$prefix") cannot be written. Choose another folder with --prefix." \
    "无法写入 $(dirname "$prefix")。请用 --prefix 另选文件夹。"
prefix=$(cd "$(dirname "$prefix")" && pwd -P)/$(basename "$prefix")
if [ -n "$(ls -A "$prefix" 2>/dev/null)" ] && [ ! -f "$prefix/share/VERSION" ]; then
    fail "$prefix is there and is no Inkstone. Choose another folder with --prefix." \
        "$prefix 已存在，但不是 Inkstone。请用 --prefix 另选文件夹。"
fi
if [ -f "$prefix/share/VERSION" ]; then
    present=$(cat "$prefix/share/VERSION")
    newest=$(printf '%s\n%s\n' "$present" "$version" | sort -V | tail -n 1)
    if [ "$newest" != "$version" ] && [ -z "$force" ]; then
        fail "Inkstone $present is installed, which is newer than $version. Nothing was changed.
An older Inkstone cannot open the data of a newer one. To install it all the same, add --force." \
            "已安装的 Inkstone $present 比 $version 新。未作任何改动。
旧版无法打开新版的数据。仍要安装，请加 --force。"
    fi
fi

for process in /proc/[0-9]*/exe; do
    [ "$(readlink "$process" 2>/dev/null)" != "$prefix/inkstone" ] || fail \
        "Inkstone is running. Close it and do this again." "Inkstone 正在运行。请先退出，再重新安装。"
done
free_kib=$(df -Pk "$(dirname "$prefix")" | tail -n 1 | tr -s ' ' | cut -d ' ' -f 4)
if [ "$free_kib" -lt "$needed_kib" ]; then
    fail "There is not enough room: $((needed_kib / 1024)) MiB are needed and $((free_kib / 1024)) MiB are free." \
        "空间不足：需要 $((needed_kib / 1024)) MiB，可用 $((free_kib / 1024)) MiB。"
fi

say "Installing Inkstone $version in $prefix ..." "正在把 Inkstone $version 安装到 $prefix ……"
new=$(mktemp -d "$prefix.XXXXXX") || fail \
    "$(dirname "$prefix") cannot be written. Choose another folder with --prefix." \
    "无法写入 $(dirname "$prefix")。请用 --prefix 另选文件夹。"
old=$new/old
moved=
clean() { # put back what was there, unless the new one has taken its place
    if [ -n "$moved" ]; then
        for name in $ours; do
            if [ -e "$old/$name" ]; then
                rm -rf "${prefix:?}/$name"
                mv "$old/$name" "$prefix/$name"
            fi
        done
    fi
    rm -rf "$new"
}
trap clean EXIT
trap 'exit 130' INT HUP TERM
mkdir "$old"
tail -n "+$line" "$self" | tar -xzf - -C "$new" --no-same-owner || fail \
    "It cannot be unpacked in $prefix. Is the disk full?" "无法解压到 $prefix。磁盘满了吗？"
"$new/inkstone" --version >/dev/null || fail \
    "It does not run here; the reason stands above. It needs glibc 2.35 or newer, and a folder in which
programs may be run (--prefix chooses another one). Nothing was changed." \
    "程序无法在此运行，原因见上。它需要 glibc 2.35 或更新版本，以及允许运行程序的文件夹（可用
--prefix 另选）。未作任何改动。"
printf %s "$made" >"$new/installed"
if [ -f "$prefix/installed" ]; then
    cat "$prefix/installed" >>"$new/installed"
fi
mkdir -p "$prefix"
moved=yes
for name in $ours; do
    if [ -e "$prefix/$name" ]; then mv "$prefix/$name" "$old/$name"; fi
    if [ -e "$new/$name" ]; then mv "$new/$name" "$prefix/$name"; fi
done
moved=
sh "$prefix/share/setup/integrate.sh" "$prefix" "$bin" "$share"
command=$prefix/inkstone
if [ "$(readlink "$bin/inkstone")" = "$command" ]; then
    command=$bin/inkstone
    case :$PATH: in *":$bin:"*) command=inkstone ;; esac
fi
say "Start it with: $command" "启动命令：$command"
exit 0
__ARCHIVE__
