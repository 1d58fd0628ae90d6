// SPDX-License-Identifier: Apache-2.0
// A city with log-ins of its own: the certified provider `oidc-provider` and kongdi behind the
// shipped front, both by TLS under an authority of the test's own. The two are different sites to
// a browser, as they are in a city.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
    chmodSync, copyFileSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { freePort, root, run, startServer, until } from './browser.mjs';
import { makeCertificates } from './certificates.mjs';

const kHost = 'kongdi.localhost';
const kProviderHost = 'id.localhost';
export const kClient = 'kongdi:desk';
/** With letters that mean something in a form and in the header that it goes into. */
const kSecret = 'a+b&c=%25:/~';
/** Runs what follows where it may mount something that nobody else sees. */
export const kOwnMounts = ['unshare', '--mount', '--map-root-user'];
export const kName = { zh: '市统一身份认证', en: "the city's log-in" };

/** A private key that signs in this way; each call makes another. */
function signingKey(algorithm) {
    const { privateKey } = algorithm.startsWith('ES')
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm };
}

/** The city's provider. What it is asked stands in `seen`; a path in `cut` gets no answer. */
class CityProvider {
    seen = [];
    cut = '';

    constructor(folder, port, address) {
        this.folder = folder;
        this.port = port;
        this.address = address;
        this.issuer = `https://${kProviderHost}:${port}`;
    }

    /** `secretBy`: a way of RFC 6749 §2.3.1 that it takes, of all it knows when it is not given.
     * `claimsInToken`: the profile stands in the token, too, and not in the userinfo alone. */
    async start({ algorithm = 'RS256', claimsInToken = false, secretBy } = {}) {
        const provider = new Provider(this.issuer, {
            jwks: { keys: [signingKey(algorithm)] },
            clients: [{
                client_id: kClient,
                ...(secretBy === 'none' ? {} : { client_secret: kSecret }),
                ...(secretBy && { token_endpoint_auth_method: secretBy }),
                redirect_uris: [`${this.address}/oidc/callback`],
                id_token_signed_response_alg: algorithm,
            }],
            cookies: { keys: ['of this test'] },
            claims: { openid: ['sub'], profile: ['preferred_username'] },
            conformIdTokenClaims: !claimsInToken,
            findAccount: (_, id) => ({ accountId: id,
                claims: () => ({ sub: id, preferred_username: id.replace('person-', '') }) }),
            features: { devInteractions: { enabled: true } },
            ...(secretBy && { clientAuthMethods: [secretBy] }),
            pkce: { required: () => true },
        });
        provider.use((ctx, next) => this.watch(ctx, next));
        const file = (name) => readFileSync(join(this.folder, `${kProviderHost}.${name}`));
        this.server = createServer({ key: file('key'), cert: file('pem') }, provider.callback());
        await new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    }
    async watch(ctx, next) {
        if (ctx.path === this.cut) {
            ctx.req.socket.destroy();
            return;
        }
        await next();
        this.seen.push({ at: Date.now(), route: ctx.oidc?.route, status: ctx.status,
            params: { ...ctx.oidc?.params }, secretBy: ctx.headers.authorization?.split(' ')[0] });
    }
    /** What it was asked by a route, from the first on. */
    asked(route) {
        return this.seen.filter((one) => one.route === route);
    }
    async stop() {
        const ended = new Promise((resolve) => this.server.close(resolve));
        this.server.closeAllConnections();
        await ended;
    }
    async restart(options) {
        await this.stop();
        await this.start(options);
    }
}

/** The shipped front before a server. */
async function startFront(folder, port, serverPort) {
    const at = (name) => join(folder, name);
    copyFileSync(at(`${kHost}.pem`), at('cert.pem'));
    copyFileSync(at(`${kHost}.key`), at('key.pem'));
    const made = await run('python3', [join(root, 'tests', 'server', 'deploy', 'front.py'),
        folder, port, await freePort(), serverPort, serverPort].map(String));
    const child = spawn('nginx', ['-c', made.trim(), '-g', 'daemon off;'], { stdio: 'ignore' });
    await until(() => run('openssl', ['s_client', '-connect', `127.0.0.1:${port}`]).then(
        () => true, () => false), 'the front to answer', { every: 100 });
    return {
        async stop() {
            const ended = new Promise((resolve) => child.on('exit', resolve));
            child.kill('SIGTERM');
            await ended;
        },
    };
}

/** A provider, a server that asks it, and the front before the server. */
export async function startCity() {
    const folder = mkdtempSync(join(tmpdir(), 'kongdi-city-'));
    chmodSync(folder, 0o755); // the front's workers are somebody else
    await makeCertificates(folder, [kHost, kProviderHost]);
    const tlsPort = await freePort();
    const url = `https://${kHost}:${tlsPort}`;
    const provider = new CityProvider(folder, await freePort(), url);
    await provider.start();
    const at = (name) => join(folder, name);
    writeFileSync(at('oidc.secret'), `${kSecret}\n`);
    /** What the next start of the server reads. */
    const set = (changes = {}) => writeFileSync(at('oidc.json'), JSON.stringify({
        issuer: provider.issuer, client_id: kClient, client_secret_file: at('oidc.secret'),
        name: kName, address: url, scopes: ['profile'], ca_file: at('ca.pem'), ...changes,
    }));
    set();
    const options = ['--oidc', at('oidc.json'), '--proxy', '127.0.0.1'];
    const log = openSync(at('kongdi.log'), 'a');
    const server = await startServer({ options, log });
    const front = await startFront(folder, tlsPort, new URL(server.url).port);
    return {
        url, provider, server, folder,
        /** What the server wrote down of the last request for a route. */
        logged(route) {
            const lines = readFileSync(at('kongdi.log'), 'utf8').split('\n');
            return JSON.parse(lines.findLast((line) => line.includes(`"${route}"`)));
        },
        /** Starts the server again: it knows nothing of the provider any more. */
        restart(changes) {
            return server.killed(() => set(changes));
        },
        /** A server beside it, where the machine itself trusts the city's authority. */
        async trusting(changes) {
            const system = at('system');
            mkdirSync(system, { recursive: true });
            copyFileSync(at('ca.pem'), join(system, 'ca.pem'));
            copyFileSync(at('ca.pem'), join(system, 'ca-certificates.crt'));
            await run('openssl', ['rehash', system]);
            set(changes);
            const mounted = `mount --bind ${system} /etc/ssl/certs && exec "$@"`;
            return startServer({ options, log,
                before: [...kOwnMounts, 'sh', '-c', mounted, 'sh'] });
        },
        async stop() {
            await front.stop();
            await server.stop();
            await provider.stop().catch(() => {});
            rmSync(folder, { recursive: true });
        },
    };
}
