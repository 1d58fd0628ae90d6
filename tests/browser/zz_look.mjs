import { logIn, quiet, screen, startBrowser, startServer, setDisplay } from './browser.mjs';
const out = '/tmp/w/edlook/';
const only = process.argv[2];
const server = await startServer();
const browser = await startBrowser();
const sizes = [[360,640],[390,844],[1280,800]];
for (const [w,h] of sizes) for (const lang of ['zh','en']) for (const elder of [false,true]) {
  const tag = `${w}-${lang}-${elder?'e':'n'}`;
  if (only && !new RegExp(only).test(tag)) continue;
  const context = await browser.newContext({ viewport: { width: w, height: h }, locale: lang==='zh'?'zh-CN':'en-US', deviceScaleFactor: 1, hasTouch: w<900, isMobile: w<900 });
  await logIn(context, server, 'planner');
  const page = await context.newPage();
  page.on('console', m => { if (m.type()==='error') console.log(tag, m.text()); });
  page.on('pageerror', e => console.log(tag, e.message));
  await page.goto(server.url + '/questionnaires'); await screen(page, 'questionnaires'); await quiet(page, 300);
  if (elder) { await setDisplay(page, {elder:true}); await page.reload(); await screen(page,'questionnaires'); await quiet(page,300); }
  const shot = (n) => page.screenshot({ path: `${out}${tag}-${n}.png` });
  await shot('list');
  await page.getByRole('button', { name: lang==='zh'?'在此基础上改':'Change it' }).nth(1).click();
  await quiet(page, 500);
  await shot('edit');
  const main = page.locator('main').first();
  for (let i=1;i<=(w<900?5:3);i++) { await main.evaluate((m,hh)=>m.scrollBy(0,hh), h*0.75); await quiet(page,300); await shot('edit'+i); }
  await context.close();
}
await browser.close(); await server.stop();
