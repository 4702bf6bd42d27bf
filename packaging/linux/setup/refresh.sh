#!/bin/sh
# usage: refresh.sh SHARE   let the desktop read anew which programs and file types there are
share=$1
{
    update-desktop-database "$share/applications"
    update-mime-database "$share/mime"
    gtk-update-icon-cache -qf -t "$share/icons/hicolor"
} >/dev/null 2>&1
exit 0
