#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The shipped nginx.conf as a test runs it. As a program it prints the name of the file made:

front.py FOLDER TLS_PORT HTTP_PORT SERVER_PORT SERVER_PORT    (cert.pem and key.pem are in FOLDER)
"""
import os
import sys

DEPLOY = os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 3, "server", "deploy")


def adapted(folder, tls_port, http_port, servers):
    """The shipped configuration, changed in ports, paths and the certificate only; `servers` are
    the ports of two."""
    with open(os.path.join(DEPLOY, "nginx.conf"), encoding="utf-8") as file:
        text = file.read()
    changes = [("server 127.0.0.1:8081 ", f"server 127.0.0.1:{servers[0]} "),
               ("server 127.0.0.1:8082 ", f"server 127.0.0.1:{servers[1]} "),
               ("listen 80;", f"listen 127.0.0.1:{http_port};"),
               ("listen [::]:80;", ""),
               ("listen 443 ssl http2;", f"listen 127.0.0.1:{tls_port} ssl http2;"),
               ("listen [::]:443 ssl http2;", ""),
               ("/etc/kongdi/tls/fullchain.pem", f"{folder}/cert.pem"),
               ("/etc/kongdi/tls/privkey.pem", f"{folder}/key.pem"),
               ("/run/nginx.pid", f"{folder}/nginx.pid"),
               ("/var/log/nginx", folder),
               ("/var/lib/nginx", folder)]
    if os.geteuid() != 0:
        changes.append(("user www-data;", ""))
    for before, after in changes:
        if before not in text:
            raise SystemExit(f"the shipped nginx.conf has no {before!r} any more")
        text = text.replace(before, after)
    name = os.path.join(folder, "nginx.conf")
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)
    return name


if __name__ == "__main__":
    print(adapted(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:6]))
