# SPDX-License-Identifier: Apache-2.0
"""What the checks share: our own files, and how a mistake is reported."""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CODE = (".cpp", ".hpp")


def files(*folders, suffixes=CODE):
    """Files that git knows or would take, below the folders, with one of the suffixes."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders],
        cwd=ROOT, capture_output=True, check=True).stdout.decode()
    names = sorted(set(name for name in listed.split("\0") if name))
    return [name for name in names
            if (not suffixes or name.endswith(suffixes))
            and os.path.isfile(os.path.join(ROOT, name))]


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def finish(mistakes):
    for place, line, message in mistakes:
        print(f"{place}:{line}: {message}")
    if mistakes:
        sys.exit(f"{len(mistakes)} mistakes")
