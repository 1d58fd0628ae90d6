#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a program under the filters of system calls that systemd would make of a unit, without
systemd: SystemCallFilter, MemoryDenyWriteExecute, RestrictAddressFamilies, RestrictNamespaces,
LockPersonality, RestrictSUIDSGID, NoNewPrivileges; and as `nobody`, when it is started by root.

under_filter.py UNIT[,DROP-IN…] PROGRAM [WORD…]
"""
import ctypes
import errno
import mmap
import os
import pwd
import socket
import subprocess
import sys
import time

import unit as units

ALLOW = 0x7FFF0000
REFUSE = 0x00050000  # | errno
EQUAL, GREATER, MASKED = 4, 6, 7
NEW_NAMESPACE = 0x7E020080 & ~0x1000000  # all CLONE_NEW… but the one that is no flag of clone()
SET_ID = 0o6000
FAMILIES = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16}

library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
library.seccomp_init.restype = ctypes.c_void_p
library.seccomp_load.argtypes = library.seccomp_release.argtypes = [ctypes.c_void_p]


class Compare(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("how", ctypes.c_int), ("a", ctypes.c_uint64),
                ("b", ctypes.c_uint64)]


class Filter:
    def __init__(self, otherwise):
        self.context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(otherwise)))

    def rule(self, action, call, *compares):
        number = library.seccomp_syscall_resolve_name(call.encode())
        if number < 0:  # none of this processor
            return
        rules = (Compare * len(compares))(*compares)
        done = library.seccomp_rule_add_array(self.context, ctypes.c_uint32(action), number,
                                              len(compares), rules)
        if done != 0:
            raise OSError(-done, f"no filter of {call}")

    def load(self):
        done = library.seccomp_load(self.context)
        if done != 0:
            raise OSError(-done, "the filter is not taken")
        library.seccomp_release(self.context)


def calls_of(words):
    out = set()
    for word in words:
        if not word.startswith("@"):
            out.add(word)
            continue
        listed = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager", word],
                                check=True, capture_output=True, text=True).stdout
        inner = [line.strip() for line in listed.splitlines()[1:]
                 if line.strip() and line.strip()[0] != "#"]
        out |= calls_of(inner)
    return out


def filters_of(service):
    """The strictest word of all counts."""
    allowed = set()
    for line in service["SystemCallFilter"]:
        words = line.lstrip("~").split()
        allowed = allowed - calls_of(words) if line.startswith("~") else allowed | calls_of(words)
    calls = Filter(REFUSE | getattr(errno, service["SystemCallErrorNumber"][-1]))
    for call in allowed:
        calls.rule(ALLOW, call)
    rest = Filter(ALLOW)
    deny = REFUSE | errno.EPERM
    if service.get("MemoryDenyWriteExecute") == ["yes"]:
        both = mmap.PROT_WRITE | mmap.PROT_EXEC
        rest.rule(deny, "mmap", Compare(2, MASKED, both, both))
        for call in ("mprotect", "pkey_mprotect"):
            rest.rule(deny, call, Compare(2, MASKED, mmap.PROT_EXEC, mmap.PROT_EXEC))
        rest.rule(deny, "shmat", Compare(2, MASKED, 0o100000, 0o100000))
    known = {FAMILIES[name] for name in service["RestrictAddressFamilies"][-1].split()}
    for family in range(max(known)):
        if family not in known:
            rest.rule(REFUSE | errno.EAFNOSUPPORT, "socket", Compare(0, EQUAL, family, 0))
    rest.rule(REFUSE | errno.EAFNOSUPPORT, "socket", Compare(0, GREATER, max(known), 0))
    if service.get("RestrictNamespaces") == ["yes"]:
        rest.rule(REFUSE | errno.ENOSYS, "clone3")
        rest.rule(deny, "unshare")
        rest.rule(deny, "setns")
        for bit in range(32):
            if NEW_NAMESPACE >> bit & 1:
                rest.rule(deny, "clone", Compare(0, MASKED, 1 << bit, 1 << bit))
    if service.get("LockPersonality") == ["yes"]:
        rest.rule(deny, "personality", Compare(0, GREATER, 0, 0))
    if service.get("RestrictSUIDSGID") == ["yes"]:
        for call, argument in (("chmod", 1), ("fchmod", 1), ("fchmodat", 2)):
            for bit in (0o4000, 0o2000):
                rest.rule(deny, call, Compare(argument, MASKED, bit, bit))
    return [rest, calls]  # the second one forbids loading more


def refused(what):
    """Whether the system refuses it."""
    try:
        what()
    except OSError:
        return True
    return False


def check_bite():
    """The filters are there: what they forbid does not go."""
    libc = ctypes.CDLL(None, use_errno=True)

    def call(done):
        if done != 0:
            raise OSError(ctypes.get_errno(), "refused")

    expected = {
        "memory to write and run": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE
                                                     | mmap.PROT_EXEC),
        "raw packets": lambda: socket.socket(17, socket.SOCK_RAW),
        "a namespace": lambda: call(libc.unshare(0x10000000)),
        "a program that becomes another user": lambda: os.chmod("/dev/null", 0o4755),
        "the clock": lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
        "another root": lambda: os.chroot("/"),
        "a better place in the queue": lambda: os.sched_setscheduler(0, os.SCHED_BATCH,
                                                                      os.sched_param(0)),
        "to step forward": lambda: os.setpriority(os.PRIO_PROCESS, 0, -5),
    }
    for what, tried in expected.items():
        print(("ok      refused: " if refused(tried) else "FAILED  allowed: ") + what)
    allowed = {
        "to stand back": lambda: os.setpriority(os.PRIO_PROCESS, 0, 10),
        "to leave processors to others": lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)),
    }
    for what, tried in allowed.items():
        print(("FAILED  refused: " if refused(tried) else "ok      allowed: ") + what)


def main(files, *words):
    service = units.read_unit(*files.split(","))
    filters = filters_of(service)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
    os.umask(int(service["UMask"][-1], 8))
    for one in filters:
        one.load()
    if words == ("--bite",):
        check_bite()
    else:
        os.execv(words[0], words)


main(*sys.argv[1:])
