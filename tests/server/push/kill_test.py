#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A resident of a demo city is told of a report by the built program, over TLS, though the push
service fails and the server is killed while it tells.

kill_test.py KONGDI        (the built program)
"""
import http.server
import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "features"))
import city_service  # noqa: E402

# The browser of RFC 8291, appendix A.
KEYS = {"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkN"
                  "toIAiw4", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}
failures = []


def expect(what, is_so):
    if not is_so:
        failures.append(what)
        print("NOT SO: " + what)


class Service(http.server.ThreadingHTTPServer):
    """A push service; `status` is what it answers."""

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), Push)
        self.status, self.asked, self.taken = 201, 0, []
        self.certificate, key = folder + "/cert.pem", folder + "/key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                        "-keyout", key, "-out", self.certificate],
                       check=True, stderr=subprocess.DEVNULL)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Push(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        if self.server.status == 201:
            self.server.taken.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def wait_for(what, is_so, seconds):
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            expect(what, False)
            return
        time.sleep(0.05)


def restarted(city):
    city.process.kill()
    city.process.wait()
    city.process = subprocess.Popen(city.process.args, stdout=city.log, stderr=city.log)

    def answers():
        try:
            return city.get("/readyz").status == 200
        except OSError:
            return False
    wait_for("the server answers again", answers, 30)


def main(program):
    records = [json.loads(line) for line in subprocess.run(
        [program, "demo", "--records", "3", "--kind", "idle_space"], capture_output=True,
        text=True, check=True).stdout.splitlines() if line]
    with tempfile.TemporaryDirectory(prefix="kongdi_push_") as folder:
        service = Service(folder)
        origin = f"https://localhost:{service.server_port}"
        settings = os.path.join(folder, "push.json")
        with open(settings, "w", encoding="utf-8") as file:
            json.dump({"contact": "mailto:office@city.example",
                       "services": [f"localhost:{service.server_port}"],
                       "ca_file": service.certificate}, file)
        city = city_service.City(program, folder, 1, ["--push", settings])
        try:
            offered = json.loads(city.get("/api/v1/push").text)
            expect("it is offered", offered["offered"] and len(offered["key"]) == 87)
            kind = {"Content-Type": "application/json", "X-Kongdi-Page": "1"}
            worker = {**kind, "Cookie": city.log_in("worker")}
            for record in records:
                answer = city.request("POST", "/api/v1/records", kind, json.dumps(record))
                expect("a report is taken " + answer.text[:200], answer.status in (200, 201))
                answer = city.request(
                    "POST", "/api/v1/my/push", {**kind, "X-Kongdi-Device": record["device"]},
                    json.dumps({"endpoint": f"{origin}/{record['id']}", "keys": KEYS,
                                "lang": "zh"}))
                expect("its browser is kept " + answer.text, answer.status == 204)

            def ask(record):
                answer = city.request("POST", f"/api/v1/records/{record['id']}/events", worker,
                                      json.dumps({"move": "ask_more", "words": "Which floor?"}))
                expect("the worker asks " + answer.text[:200], answer.status == 200)

            time.sleep(2)  # it begins at what happens from then on
            ask(records[0])
            wait_for("the first is told", lambda: service.taken, 20)
            service.status = 503
            ask(records[1])
            wait_for("the second is tried", lambda: service.asked == 2, 20)
            restarted(city)
            expect("the key is the same", json.loads(city.get("/api/v1/push").text) == offered)
            service.status = 201
            ask(records[2])
            wait_for("all are told", lambda: len(service.taken) >= 3, 90)
            time.sleep(2)
            paths = sorted(path for path, _, _ in service.taken)
            expect(f"each once {paths}",
                   paths == sorted("/" + record["id"] for record in records))
            expect("all are of one length", len({len(body) for _, _, body in service.taken}) == 1)
            for _, headers, body in service.taken:
                expect("a token says who sends",
                       headers["Authorization"].endswith(", k=" + offered["key"]))
                expect("it is sealed", b"Which" not in body and b"push" not in body)
            metrics = city.get("/metrics").text
            expect("it is counted", 'kongdi_push_total{outcome="delivered"} 2' in metrics)
        finally:
            city.process.kill()
            city.process.wait()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
