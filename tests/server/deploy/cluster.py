# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL of a test's own, in its folder, reached through a socket in there."""
import glob
import os
import pwd
import shutil
import signal
import subprocess
import time


def programs():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"),
                   key=lambda path: int(path.split("/")[4]))
    if not found:
        raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return os.path.dirname(found[-1])


def other_user():
    """PostgreSQL refuses to run as root: then it is the user of its package."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


class Cluster:
    def __init__(self, folder, settings=None):
        self.folder = folder
        self.data = os.path.join(folder, "data")
        self.bin = programs()
        self.user = other_user()
        os.mkdir(folder)
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        self.log = open(os.path.join(os.path.dirname(folder), "postgresql.log"), "ab")
        subprocess.run([self.bin + "/initdb", "-D", self.data, "-U", "kongdi", "-A", "trust",
                        "-E", "UTF8", "--locale=C.UTF-8"], check=True, stdout=self.log,
                       stderr=self.log, **self.as_user())
        if settings:
            shutil.copy(settings, os.path.join(folder, "kongdi.conf"))
            os.chmod(os.path.join(folder, "kongdi.conf"), 0o644)
        self.settings = settings
        self.server = None
        self.start()

    def as_user(self):
        if not self.user:
            return {"cwd": "/"}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [],
                "cwd": "/"}

    def start(self):
        words = [self.bin + "/postgres", "-D", self.data, "-c", "listen_addresses=",
                 "-c", "unix_socket_directories=" + self.folder]
        if self.settings:
            # The shipped settings, smaller only where they are made for a large machine.
            with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as file:
                file.write(f"include '{self.folder}/kongdi.conf'\n")
            words += ["-c", "shared_buffers=128MB"]
        self.server = subprocess.Popen(words, stdout=self.log, stderr=self.log, **self.as_user())
        for _ in range(300):
            if self.server.poll() is not None:
                break
            if self.sql("SELECT 1", check=False) == "1":
                return
            time.sleep(0.1)
        raise SystemExit("PostgreSQL does not start: see " + self.log.name)

    def sql(self, text, database="postgres", check=True):
        done = subprocess.run(
            [self.bin + "/psql", "-h", self.folder, "-U", "kongdi", "-d", database, "-qtAX",
             "-v", "ON_ERROR_STOP=1", "-c", text], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if not check else None, text=True, check=check)
        return done.stdout.strip()

    def url(self, database):
        return f"postgresql://kongdi@/{database}?host={self.folder}"

    def stop(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait()
