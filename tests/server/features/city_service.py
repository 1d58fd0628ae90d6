# SPDX-License-Identifier: Apache-2.0
"""A demo city, served for a test that comes as a client; and a client of it."""
import http.client
import json
import os
import socket
import subprocess
import time
import urllib.parse


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class City:
    def __init__(self, program, folder, communities, options=()):
        store = "sqlite:" + os.path.join(folder, "data")
        subprocess.run([program, "demo", "--store", store, "--communities", str(communities)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.port = free_port()
        self.log = open(os.path.join(folder, "server.log"), "ab")
        self.process = subprocess.Popen(
            [program, "serve", "--port", str(self.port), "--store", store, "--proxy", "127.0.0.1",
             *options],
            stdout=self.log, stderr=self.log)
        self.base = f"http://127.0.0.1:{self.port}"
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                if self.get("/readyz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        self.stop()
        raise SystemExit("the server does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

    def raw(self, method, target, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, target, body=body, headers=headers or {})
        answer = connection.getresponse()
        answer.bytes = answer.read()
        connection.close()
        return answer

    def request(self, method, target, headers=None, body=None):
        answer = self.raw(method, target, headers, body)
        answer.text = answer.bytes.decode("utf-8", "strict")
        return answer

    def get(self, target, query=None, headers=None):
        if query:
            target += "?" + urllib.parse.urlencode(query)
        return self.request("GET", target, headers)

    def follow(self, href, headers=None):
        """A link as it is; it must lead to this server."""
        if not href.startswith(self.base + "/"):
            raise AssertionError(f"{href} is no whole address of this server")
        return self.request("GET", href[len(self.base):], headers)

    def log_in(self, name):
        """The cookie of a demo account."""
        body = json.dumps({"name": name, "password": "kongdi-" + name})
        answer = self.request("POST", "/api/v1/login",
                              {"Content-Type": "application/json", "X-Kongdi-Page": "1"}, body)
        return answer.getheader("Set-Cookie").split(";")[0]

    def new_token(self, cookie, name):
        """For a program: what its owner may read, for a day."""
        answer = self.request("POST", "/api/v1/me/tokens",
                              {"Content-Type": "application/json", "X-Kongdi-Page": "1",
                               "Cookie": cookie}, json.dumps({"name": name, "days": 1}))
        if answer.status != 201:
            raise AssertionError("no token: " + answer.text)
        return json.loads(answer.text)
