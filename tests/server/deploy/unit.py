# SPDX-License-Identifier: Apache-2.0
"""A systemd unit read, and its program run as the unit says, where no systemd runs."""
import http.client
import os
import shlex
import socket
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
DEPLOY = os.path.join(ROOT, "server", "deploy")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def read_unit(*files):
    """Section [Service] of a unit and its drop-ins: name → values in order, "" starts anew."""
    out = {}
    for name in files:
        with open(name, encoding="utf-8") as file:
            section = ""
            for line in file:
                line = line.strip()
                if line.startswith("["):
                    section = line
                elif section == "[Service]" and line and line[0] not in "#;":
                    key, value = line.split("=", 1)
                    if value or key in ("CapabilityBoundingSet", "AmbientCapabilities"):
                        out.setdefault(key, []).append(value)
                    else:
                        out[key] = []
    return out


def environment_of(unit, folder="/"):
    """What Environment= and the files of EnvironmentFile= (below `folder`) set, in this order."""
    out = {}
    for line in unit.get("Environment", []):
        out.update(word.split("=", 1) for word in shlex.split(line))
    for name in unit.get("EnvironmentFile", []):
        with open(folder + name.lstrip("-"), encoding="utf-8") as file:
            out.update(line.strip().split("=", 1) for line in file
                       if line.strip() and line[0] not in "#;")
    return out


class Service:
    """The unit's program under `before` (words that enter a root, drop privileges …)."""

    def __init__(self, before, unit, environment, log):
        self.port = int(environment["KONGDI_PORT"])
        self.log = open(log, "ab")
        words = [*before, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                 *(f"{key}={value}" for key, value in environment.items()),
                 *shlex.split(unit["ExecStart"][-1])]
        self.process = subprocess.Popen(words, stdout=self.log, stderr=self.log,
                                        umask=int(unit["UMask"][-1], 8))

    def is_ready(self, patience_s=120):
        until = time.monotonic() + patience_s
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return True
            except OSError:
                pass
            time.sleep(0.05)
        return False

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        out = answer.status, answer.read(), answer.headers
        connection.close()
        return out

    def stop(self):
        """What it ended with; None when it had to be killed."""
        self.process.terminate()
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None
