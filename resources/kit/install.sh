# Install Inkstone and the models of this kit. Run it with: sh install.sh
# 安装 Inkstone 和本目录中的模型。运行：sh install.sh

set -u
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
zh*) chinese=yes ;;
*) chinese= ;;
esac

say() { # English, Chinese
    if [ -n "$chinese" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}

fail() {
    say "$@" >&2
    exit 1
}

# The installed program that exists (-e) or can be run (-x), "" where there is none. What is named
# like it in ~/.local/bin may be another one.
program() {
    for each in "$HOME/.local/opt/inkstone/inkstone" /opt/inkstone/inkstone /usr/bin/inkstone \
        "$(command -v inkstone)"; do
        if test "$1" "$each"; then
            printf '%s' "$each"
            return
        fi
    done
}

newest() { # of versions, one a line
    sort -t. -k1,1n -k2,2n -k3,3n | tail -n 1
}

# What sudo makes root install is for the person who called it.
as_person() {
    if [ "$(id -u)" = 0 ] && [ -n "${SUDO_USER:-}" ]; then
        sudo -H -u "$SUDO_USER" "$@"
    else
        "$@"
    fi
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) ||
    fail "The folder of this script cannot be read." "无法读取脚本所在的目录。"
if [ -z "${HOME:-}" ]; then
    HOME=$(eval "printf '%s' ~$(id -un)")
    export HOME
fi
case $HOME in
/*) ;;
*) fail "You have no home folder. Set HOME to the folder to install in." \
    "找不到您的主目录。请把 HOME 设为要安装到的文件夹。" ;;
esac

machine=$(uname -m)
version=$(ls -- "$here" |
    sed -n "s/-vulkan\.run\$/.run/; s/-cuda\.run\$/.run/; s/^Inkstone-\(.*\)-$machine\.run\$/\1/p" |
    newest)
installed=
program=$(program -x)
if [ -n "$program" ]; then
    installed=$("$program" --version 2>/dev/null | sed -n 's/^inkstone //p')
fi

if [ -n "$version" ] && [ "$(printf '%s\n%s\n' "$version" "$installed" | newest)" != "$installed" ]
then
    for kind in "" -vulkan -cuda; do
        run=Inkstone-$version-$machine$kind.run
        [ ! -f "$here/$run" ] || break
    done
    if command -v sha256sum >/dev/null 2>&1; then
        say "Checking $run ..." "正在检查 $run ……"
        # The models are checked while they are installed.
        (cd -- "$here" && grep -F "  $run" SHA256SUMS | sha256sum -c - >/dev/null 2>&1) ||
            fail "$run is damaged. Copy or make the kit again." "$run 已损坏，请重新复制或重新制作本目录。"
    fi
    say "Installing Inkstone $version ..." "正在安装 Inkstone $version ……"
    sh "$here/$run" ||
        fail "Inkstone could not be installed; the reason stands above." "Inkstone 安装失败，原因见上。"
fi

program=$(program -x)
if [ -z "$program" ]; then
    present=$(program -e)
    [ -z "$present" ] || fail \
        "$present is installed and cannot be run: programs may not be run from that disk (noexec), or
the permissions of the file were changed. Let an administrator run: sudo sh install.sh" \
        "$present 已安装，但无法运行：所在磁盘不允许运行程序（noexec），或文件权限有变。
请让管理员运行：sudo sh install.sh"
    fail \
        "There is no installer for this computer (Linux, $machine) in this folder. Install the package
that is in it, if there is one, then run this again." \
        "本目录中没有适合这台电脑（Linux，$machine）的安装程序。如有安装包，请先安装，再重新运行。"
fi

say "Installing the models ..." "正在安装模型……"
as_person "$program" kit install "$here" ||
    fail "Not all models could be installed; the reason stands above. Mend it and run this again: what is
installed stays." \
        "有模型未能安装，原因见上。解决后重新运行即可，已安装的不受影响。"
say "Done. Start Inkstone from the menu of programs, or with: $program" \
    "安装完成。请从程序菜单启动 Inkstone，或运行：$program"
