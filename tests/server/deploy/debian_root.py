# SPDX-License-Identifier: Apache-2.0
"""A throwaway Debian in a folder, which packages are tried in. Needs root, and debootstrap."""
import hashlib
import os
import shutil
import subprocess
import tempfile

ENTER = """mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@" """


def release():
    with open("/etc/os-release", encoding="utf-8") as file:
        for line in file:
            if line.startswith("VERSION_CODENAME="):
                return line.split("=")[1].strip().strip('"')
    raise SystemExit("/etc/os-release names no release")


def sources():
    """Where this machine has its Debian from: (address, suite), the release itself first."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN)|$(REPO_URI)|$(RELEASE)",
         "Created-By: Packages"], check=True, capture_output=True, text=True).stdout
    name = release()
    found = {tuple(line.split("|")[1:]) for line in listed.splitlines()
             if line.startswith("Debian|") and line.split("|")[2].startswith(name)}
    out = sorted(found, key=lambda one: (one[1] != name, one))
    if not out or out[0][1] != name:
        raise SystemExit(f"apt knows no source of Debian {name}")
    return out


class DebianRoot:
    """A copy of a kept one that has what `depends` names and nothing else beside the base."""

    def __init__(self, folder, cache, depends):
        key = hashlib.sha256((release() + depends).encode()).hexdigest()[:12]
        kept = os.path.join(cache, f"debian-root-{key}")
        if not os.path.isdir(kept):
            for name in os.listdir(cache):  # of other needs
                if name.startswith("debian-root-"):
                    shutil.rmtree(os.path.join(cache, name))
            making = tempfile.mkdtemp(prefix="debian-root-making-", dir=cache)
            self.make(making, os.path.join(cache, "debs"), depends)
            os.rename(making, kept)
        self.folder = folder
        subprocess.run(["cp", "-a", "--reflink=auto", kept, folder], check=True)

    def make(self, folder, packages, depends):
        os.chmod(folder, 0o755)
        os.makedirs(packages, exist_ok=True)
        # Begun anew a second time, with what has come already, when a mirror leaves it waiting.
        for patience_s in (600, 1200):
            words = ["timeout", "--kill-after=5", str(patience_s), "debootstrap",
                     "--variant=minbase", "--cache-dir=" + packages, release(), folder,
                     sources()[0][0]]
            if subprocess.run(words, stdin=subprocess.DEVNULL, check=False).returncode == 0:
                break
        else:
            raise SystemExit("debootstrap makes no Debian")
        with open(os.path.join(folder, "etc/apt/sources.list"), "w", encoding="utf-8") as file:
            file.writelines(f"deb {address} {suite} main\n" for address, suite in sources())
        self.folder = folder
        self.run("apt-get", "update", "-q")
        self.run("apt-get", "satisfy", "-q", "-y", "--no-install-recommends", depends)
        self.run("apt-get", "clean")

    def entering(self, alone=True):
        """Words that run the words after them inside; mounts go with them, and so do all processes
        when it is `alone`. When not, it is the one process that was started."""
        own = ["--pid", "--fork", "--kill-child"] if alone else []
        return ["unshare", "--mount", *own, "sh", "-c", ENTER, self.folder]

    def run(self, *words, check=True):
        done = subprocess.run(
            [*self.entering(), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
             "DEBIAN_FRONTEND=noninteractive", *words], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if check and done.returncode != 0:
            raise SystemExit(f"{' '.join(words)}:\n{done.stdout}")
        return done.stdout

    def path(self, name):
        return os.path.join(self.folder, name.lstrip("/"))

    def all_files(self):
        """Each with what must not change, but for the books that apt and dpkg keep."""
        out = {}
        for folder, folders, files in os.walk(self.folder):
            for name in folders + files:
                path = os.path.join(folder, name)
                facts = os.lstat(path)
                short = path[len(self.folder):]
                if not short.startswith(("/var/lib/dpkg/", "/var/lib/apt/", "/var/cache/",
                                         "/var/log/", "/proc/", "/dev/", "/tmp/")):
                    out[short] = (facts.st_mode, facts.st_uid, facts.st_gid,
                                  facts.st_size if os.path.isfile(path) else 0)
        return out
