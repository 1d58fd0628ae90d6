#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The commands of tls.md for an authority of one's own, as they stand there: its certificate is
good for the hall, by name and by address, and for nobody else."""
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

import unit as units

failed = []


def expect(what, so):
    print(("ok      " if so else "FAILED  ") + what)
    if not so:
        failed.append(what)


def commands():
    with open(os.path.join(units.DEPLOY, "tls.md"), encoding="utf-8") as file:
        section = file.read().split("## 3.")[1].split("\n## ")[0]
    return re.findall(r"^```\n(.*?)^```", section, re.S | re.M)


def greets(folder, name, trusted):
    """"yes" when a client that trusts this authority greets the server under this name, or why
    it does not."""
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(folder + "/fullchain.pem", folder + "/privkey.pem")
    here, there = socket.socketpair()

    def serve():
        try:
            own.wrap_socket(here, server_side=True).close()
        except OSError:
            here.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        ssl.create_default_context(cafile=trusted).wrap_socket(there, server_hostname=name).close()
        return "yes"
    except ssl.SSLCertVerificationError as error:
        return error.verify_message
    finally:
        there.close()
        thread.join()


def main():
    with tempfile.TemporaryDirectory(prefix="kongdi_tls_") as folder:
        script = "set -e\n" + "\n".join(commands())
        done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True,
                              check=False)
        expect("the commands run " + done.stderr[-300:] * (done.returncode != 0),
               done.returncode == 0)
        at = folder + "/ca"
        if not failed:
            for name in ("hall.home.arpa", "192.168.8.2"):
                expect(f"{name} is greeted", greets(at, name, at + "/ca.pem") == "yes")
            expect("another name is not", "mismatch" in greets(at, "bank.example", at + "/ca.pem"))
            expect("the keys are their owner's alone", all(
                os.stat(f"{at}/{name}").st_mode & 0o077 == 0 for name in ("ca.key", "privkey.pem")))
            # What the authority is not good for: a certificate of another name, made by it.
            other = re.sub(r"hall\.home\.arpa,IP:192\.168\.8\.2", "bank.example", commands()[1])
            subprocess.run(["bash", "-c", "set -e\n" + other.replace(
                "openssl verify -CAfile ca.pem hall.pem\n", "")], cwd=at, check=True,
                capture_output=True)
            expect("its word for another name is not taken",
                   "permitted subtree violation" in greets(at, "bank.example", at + "/ca.pem"))
    if failed:
        sys.exit(f"{len(failed)} expectations failed")


main()
