// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { run } from './browser.mjs';

/** An authority, and a certificate by it for each host: HOST.pem, HOST.key; ca.pem. */
export async function makeCertificates(folder, hosts) {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const at = (name) => join(folder, name);
    await run('openssl', ['req', '-x509', ...key, '-days', '2', '-subj', '/CN=the city',
        '-keyout', at('ca.key'), '-out', at('ca.pem')]);
    for (const host of hosts) {
        await run('openssl', ['req', '-new', ...key, '-subj', `/CN=${host}`,
            '-addext', `subjectAltName=DNS:${host}`, '-keyout', at(`${host}.key`),
            '-out', at(`${host}.csr`)]);
        await run('openssl', ['x509', '-req', '-in', at(`${host}.csr`), '-days', '2',
            '-copy_extensions', 'copy', '-CA', at('ca.pem'), '-CAkey', at('ca.key'),
            '-CAcreateserial', '-out', at(`${host}.pem`)]);
    }
}
