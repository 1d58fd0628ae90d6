#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two servers on one PostgreSQL behind nginx, with the files an operator gets; one is killed at a
time while records come in. Every receipt is found afterwards exactly once.

two_servers_test.py KONGDI        (the built program)
"""
import collections
import hashlib
import http.client
import json
import os
import queue
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

import cluster
import front as fronts

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
DEPLOY = os.path.join(ROOT, "server", "deploy")
KILLS = 4
EACH = 1000  # records for each kill
RECORDS = KILLS * EACH
CLIENTS = 24
PATIENCE_S = 120


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """One kongdi process."""

    def __init__(self, program, port, store, folder):
        self.words = [program, "serve", "--host", "127.0.0.1", "--port", str(port),
                      "--proxy", "127.0.0.1", "--store", store]
        self.port = port
        self.log = open(os.path.join(folder, f"kongdi-{port}.log"), "ab")
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.words, stdout=self.log, stderr=self.log)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


def wait_until_ready(port):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit(f"no server answers on port {port}")


class Load:
    """Sends every record until it is acknowledged by a receipt with the hash of its bytes."""

    def __init__(self, port):
        self.port = port
        self.todo = queue.Queue()
        self.receipts = {}
        self.answers = collections.Counter()
        self.lock = threading.Lock()
        self.wrong = []
        self.threads = [threading.Thread(target=self.client) for _ in range(CLIENTS)]

    def connect(self):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # the test's own certificate, on this machine
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)

    def client(self):
        connection = self.connect()
        until = time.monotonic() + PATIENCE_S
        while True:
            record = self.todo.get()
            if record is None:
                return
            while time.monotonic() < until:
                try:
                    connection.request("POST", "/api/v1/records", record,
                                       {"Content-Type": "application/json"})
                    reply = connection.getresponse()
                    status, body = reply.status, reply.read()
                except (OSError, http.client.HTTPException):
                    status, body = 0, b""
                    connection.close()
                    connection = self.connect()
                with self.lock:
                    self.answers[status] += 1
                if status in (200, 201):
                    self.keep(record, json.loads(body))
                    break
                if 400 <= status < 500:
                    self.wrong.append(body)
                    break
                time.sleep(0.05)

    def keep(self, record, reply):
        if reply["sha256"] != hashlib.sha256(record).hexdigest():
            self.wrong.append(reply)
        with self.lock:
            self.receipts[reply["id"]] = reply["receipt"]

    def done(self):
        with self.lock:
            return len(self.receipts)

    def add(self, records):
        for record in records:
            self.todo.put(record)

    def start(self):
        for thread in self.threads:
            thread.start()

    def finish(self):
        self.add([None] * CLIENTS)
        for thread in self.threads:
            thread.join()


def expect(what, so):
    print(("ok      " if so else "FAILED  ") + what, flush=True)
    if not so:
        expect.failed += 1


expect.failed = 0


def wait_for(load, count):
    until = time.monotonic() + PATIENCE_S
    while load.done() < count and time.monotonic() < until:
        time.sleep(0.005)


def compare(database, load, again):
    rows = dict(line.split("|") for line in database.sql(
        "SELECT id || '|' || receipt FROM records", "kongdi").splitlines())
    expect(f"all {RECORDS} records have a receipt", len(load.receipts) == RECORDS)
    expect("no record was refused", not load.wrong)
    expect("every receipt is found in the database, and nothing else", rows == load.receipts)
    expect("no receipt was given twice", len(set(load.receipts.values())) == RECORDS)
    expect("each record is one event", database.sql(
        "SELECT count(*) FROM events WHERE kind = 'record'", "kongdi") == str(RECORDS))
    expect("nothing was taken for a conflict", database.sql(
        "SELECT count(*) FROM conflicts", "kongdi") == "0")
    gaps = database.sql(
        "SELECT count(*) FROM (SELECT split_part(receipt, ' ', 1) stem, count(*) n, "
        "max(split_part(receipt, ' ', 2)::int) last FROM records GROUP BY 1) s "
        "WHERE last <> 1000 + n", "kongdi")
    expect("receipts count up without a gap", gaps == "0")
    expect("sent again, each gets the receipt it had", again == load.receipts)


def look_at_secrets(port):
    """Sends what no log may hold: also in a body that does not fit into the front's memory, and to
    servers that are all gone."""
    secrets = ["s3cr3t-t0ken", "120.155123"]
    connection = http.client.HTTPSConnection(
        "127.0.0.1", port, timeout=20, context=ssl._create_unverified_context())
    for body in (b"{}", b"x" * 1_000_000):
        connection.request("POST", f"/api/v1/invite/{secrets[0]}?bbox={secrets[1]}", body,
                           {"Content-Type": "application/json"})
        connection.getresponse().read()
    return secrets


def main(program):
    folder = tempfile.mkdtemp(prefix="kongdi_deploy_")
    os.chmod(folder, 0o755)
    database = cluster.Cluster(os.path.join(folder, "pg"), os.path.join(DEPLOY, "postgresql.conf"))
    database.sql("CREATE DATABASE kongdi")
    store = database.url("kongdi")
    records = subprocess.run([program, "demo", "--records", str(RECORDS)], check=True,
                             stdout=subprocess.PIPE).stdout.splitlines()
    servers = [Server(program, free_port(), store, folder) for _ in range(2)]
    for server in servers:  # at once, on an empty database
        server.start()
    for server in servers:
        wait_until_ready(server.port)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=kongdi.example.org", "-keyout", folder + "/key.pem", "-out",
                    folder + "/cert.pem"], check=True, stderr=subprocess.DEVNULL)
    tls_port, http_port = free_port(), free_port()
    config = fronts.adapted(folder, tls_port, http_port, [server.port for server in servers])
    tried = subprocess.run(["nginx", "-t", "-q", "-c", config], capture_output=True, text=True,
                           check=False)
    expect("nginx takes the shipped configuration " + tried.stderr.strip(),
           tried.returncode == 0 and not tried.stderr.strip())
    front = subprocess.Popen(["nginx", "-c", config, "-g", "daemon off;"])
    killed = []

    try:
        load = Load(tls_port)
        load.start()
        begun = time.monotonic()
        for turn in range(KILLS):
            load.add(records[turn * EACH:(turn + 1) * EACH])
            wait_for(load, turn * EACH + EACH / 4)
            server = servers[turn % 2]
            server.kill()
            killed.append(load.done())
            wait_for(load, turn * EACH + EACH / 2)
            server.start()
            wait_until_ready(server.port)
            # The front looks at a server again after its fail_timeout; then the other one may go.
            time.sleep(1.5)
        load.finish()
        took = time.monotonic() - begun
        again = Load(tls_port)
        again.start()
        again.add(records)
        again.finish()
        print(f"        {RECORDS} records in {took:.1f} s, killed at {killed} receipts; answers "
              f"{dict(load.answers)}")
        expect("servers were killed under load",
               all(turn * EACH < at < (turn + 1) * EACH for turn, at in enumerate(killed)))
        expect("the front kept nearly all of it from the clients",
               load.answers[502] + load.answers[504] + load.answers[0] < RECORDS / 20)
        compare(database, load, again.receipts)
        told = look_at_secrets(tls_port)
        with open(os.path.join(folder, "access.log"), encoding="utf-8") as file:
            access = file.read()
        served = collections.Counter(re.findall(r"from=\S*?127\.0\.0\.1:(\d+) ", access))
        expect(f"both servers answered: {dict(served)}",
               all(served[str(server.port)] > RECORDS / 10 for server in servers))
        expect("the front met servers that were gone", "answered=502, " in access)
        for name in ("access.log", "error.log"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            expect(f"{name} holds no token, query or address of a client",
                   not any(secret in text for secret in told + ["client: ", "request: "]))
        plain = http.client.HTTPConnection("127.0.0.1", http_port, timeout=5)
        plain.request("GET", "/x")
        expect("plain HTTP is sent to HTTPS", plain.getresponse().status == 301)
    finally:
        front.terminate()
        front.wait()
        for server in servers:
            server.stop()
        database.stop()
    if expect.failed:
        sys.exit(f"{expect.failed} expectations failed; logs in {folder}")
    subprocess.run(["rm", "-rf", folder], check=True)


main(os.path.abspath(sys.argv[1]))
