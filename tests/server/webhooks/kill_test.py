#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A target of webhooks gets everything in order, though it fails, and the server is killed while it
tells.

kill_test.py KONGDI        (the built program)
"""
import hashlib
import hmac
import http.client
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "features"))
import city_service  # noqa: E402

SECRET = b"a secret of sixteen letters and more".replace(b" ", b"_")
failures = []


def expect(what, is_so):
    if not is_so:
        failures.append(what)
        print("NOT SO: " + what)


class Receiver(http.server.ThreadingHTTPServer):
    """What it took, by number; `status` is what it answers, after `slow_s`."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Hook)
        self.status, self.slow_s, self.taken, self.wrong = 200, 0, [], 0
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = self.headers["Kongdi-Timestamp"].encode() + b"." + body
        right = "v1=" + hmac.new(SECRET, signed, hashlib.sha256).hexdigest()
        time.sleep(self.server.slow_s)
        if self.headers["Kongdi-Signature"] != right:
            self.server.wrong += 1
        if self.server.status == 200:
            self.server.taken.append(json.loads(body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Server:
    def __init__(self, program, folder, settings):
        self.words = [program, "serve", "--store", "sqlite:" + os.path.join(folder, "data"),
                      "--webhooks", settings]
        self.start()

    def start(self):
        self.port = city_service.free_port()
        self.process = subprocess.Popen(self.words + ["--port", str(self.port)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for("the server answers", lambda: self.get("/readyz")[0] == 200, 30)

    def get(self, target):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", target)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""

    def send(self, records):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", "/api/v1/records", "\n".join(records).encode(),
                           {"Content-Type": "application/x-ndjson"})
        answer = connection.getresponse()
        text = answer.read().decode()
        expect("records are taken: " + text[:200], answer.status in (200, 201, 207))

    def kill(self):
        self.process.kill()
        self.process.wait()


def wait_for(what, is_so, seconds):
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            expect(what, False)
            return
        time.sleep(0.05)


def subjects(receiver):
    """In the order they came first: twice is allowed, out of order is not."""
    return list(dict.fromkeys(one["subject"] for one in receiver.taken))


def main(program):
    made = subprocess.run([program, "demo", "--records", "400", "--kind", "idle_space"],
                          capture_output=True, text=True, check=True).stdout.split("\n")
    records = [line for line in made if line]
    ids = [json.loads(line)["id"] for line in records]
    receiver = Receiver()
    with tempfile.TemporaryDirectory(prefix="kongdi_webhooks_") as folder:
        os.mkdir(os.path.join(folder, "data"))
        secret = os.path.join(folder, "secret")
        with open(secret, "wb") as file:
            file.write(SECRET + b"\n")
        settings = os.path.join(folder, "webhooks.json")
        with open(settings, "w", encoding="utf-8") as file:
            json.dump({"address": "https://city.example", "targets": [{
                "name": "other", "url": f"http://127.0.0.1:{receiver.server_port}/hook",
                "secret_file": secret, "events": ["record.received"]}]}, file)
        server = Server(program, folder, settings)
        try:
            time.sleep(2)  # it begins at what happens from then on
            server.send(records[:1])
            wait_for("the first is told", lambda: receiver.taken, 20)
            receiver.status = 500
            server.send(records[1:100])
            wait_for("a failure is counted", lambda: 'other",outcome="failed"} 1'
                     in server.get("/metrics")[1], 20)
            server.kill()
            receiver.status, receiver.slow_s = 200, 0.02
            server.start()
            server.send(records[100:])
            wait_for("some are told", lambda: len(receiver.taken) > 150, 60)
            server.kill()
            server.start()
            wait_for("all are told", lambda: len(subjects(receiver)) >= len(ids), 90)
            expect("each, in order", subjects(receiver) == ids)
            numbers = [one["id"] for one in receiver.taken]
            expect("little is told twice: " + str(len(numbers)), len(numbers) < len(ids) + 120)
            expect("all is signed", receiver.wrong == 0)
        finally:
            server.kill()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
