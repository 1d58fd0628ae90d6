import { chromium } from 'playwright-core';
import { logIn, screen, quiet, setDisplay, startBrowser, walk } from './browser.mjs';
const server = { url: 'http://127.0.0.1:18080' };
const b = await startBrowser();
const out = '/tmp/w/look';
for (const [w, h, lang, elder] of [[1280, 800, 'zh-CN', false], [360, 640, 'zh-CN', false], [390, 844, 'en', false], [360, 640, 'zh-CN', true]]) {
  const c = await b.newContext({ viewport: { width: w, height: h }, locale: lang });
  await logIn(c, server, 'planner');
  const p = await c.newPage();
  await p.goto(server.url + '/index'); await screen(p, 'index'); await quiet(p, 800);
  if (elder) { await setDisplay(p, { elder: true }); await p.reload(); await screen(p, 'index'); await quiet(p, 800); }
  const tag = `${w}-${lang.slice(0, 2)}${elder ? '-elder' : ''}`;
  await p.screenshot({ path: `${out}/index-${tag}.png` });
  await p.mouse.move(w / 2, h / 2); await p.mouse.wheel(0, 700); await quiet(p, 500);
  await p.screenshot({ path: `${out}/index2-${tag}.png` });
  await walk(p, '/index/why/339900001001', 'index-community'); await quiet(p, 800);
  await p.screenshot({ path: `${out}/why-${tag}.png` });
  await p.mouse.wheel(0, 700); await quiet(p, 500);
  await p.screenshot({ path: `${out}/why2-${tag}.png` });
  await walk(p, '/index/new', 'index-form'); await quiet(p, 800);
  await p.screenshot({ path: `${out}/form-${tag}.png` });
  await c.close();
}
await b.close();
