// SPDX-License-Identifier: Apache-2.0
// A café's network between page and server: what it takes for its own answers 200 with a page to
// log in. The service worker meets it as well, which the browser's own interception leaves out.
import { createServer, request } from 'node:http';

/** `url` stands for the server's; `takes(path)` says what the portal answers instead. */
export async function startPortal(server) {
    const target = new URL(server.url);
    const portal = { takes: () => false, met: 0 };
    const proxy = createServer((asked, answer) => {
        if (portal.takes(asked.url)) {
            portal.met += 1;
            asked.resume();
            asked.on('end', () => answer.writeHead(200, { 'Content-Type': 'text/html' })
                .end('<h1>Welcome to our Wi-Fi</h1>'));
            return;
        }
        const passed = request({
            host: target.hostname, port: target.port, path: asked.url, method: asked.method,
            headers: asked.headers,
        }, (reply) => {
            answer.writeHead(reply.statusCode, reply.rawHeaders);
            reply.pipe(answer);
        });
        passed.on('error', () => answer.destroy());
        asked.pipe(passed);
    });
    await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    portal.url = `http://127.0.0.1:${proxy.address().port}`;
    portal.stop = () => {
        proxy.closeAllConnections();
        return new Promise((resolve) => proxy.close(resolve));
    };
    return portal;
}
