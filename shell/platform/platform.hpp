// SPDX-License-Identifier: Apache-2.0
// The one door between the program and the machine it runs on. Effects go out and events come in
// as JSON texts; the frame, the glyphs and the semantic tree are passed on beneath.
//
// Effects, {"op": …}:
//   store.put {table,key,value,tag?} · store.delete {table,key,tag?} · store.load {}
//   store.write {tag?,changes[{table,key,value?}],photos[sha256]}: all or none, read back; without
//       a value deleted, with an empty key all of the table, with a * at its end all keys that
//       begin so; photos that are not stored yet are written with it
//       tables: settings, drafts, outbox, reports, cache; values are texts. And `delivered`, which
//       is not loaded: {form,bytes} of a record, {form,device} of "same:ID", to which the store
//       adds when that was
//   store.reoffer {restored{at,backup_of},ahead_ms}: once for each `at`, what was delivered since a
//       day before the backup goes back to the outbox, "same:ID" to the settings; then
//       store.changed. ahead_ms: by how much the server's clock is ahead of this one
//   store.forget {device}: what was delivered under this pseudonym
//   http {tag,method,path,headers{},body,lock?,kept?} · http.cancel {tag}
//       lock: only one tab at a time; kept: only while the outbox has this key
//   lock.take {name,steal?} · lock.drop {name} · sync.ask {}: let the browser send what waits when
//       the page is closed · handover.save {name,records[],photos[]}
//   http.bytes {tag,path}: answered by Client::bytes, not by an event
//   tiles.keep {key,paths[]}: let the service worker have them, one after the other; when that
//       fails: tiles.not_kept {key}
//   photo.upload {tag,sha256,lock?,kept?} · photo.stop {tag} · photo.drop {sha256} · photo.cancel
//   {}: the one
//       being made ready
//   photo.cover {field,sha256,boxes[[left,top,right,bottom]]}: parts of it painted over, in parts
//       of width and height; photo.ready then says which photo it stands instead_of
//   file.fetch {tag,method,path,headers{},body?,name}: asks for a file, and saves it
//   push {device,lang,on?}: messages while the page is closed, turned on or off, or asked about
//   fix.ask {} · fix.stop {} · persist.ask {} · download {url,name?} · copy {text}
//   nav.push {path,depth,report_depth} · nav.replace {…} · nav.back {} · nav.rewind {…,steps}:
//       that many entries back, which then becomes this path
//       depth: entries of ours behind this one; report_depth: that of the report's first step
//   layer.send {tag,path,headers{},fields{}}: POSTs a form with the file of layer.picked
//   page {screen,lang,title} · wake.at {ms} · turn {…}: comes back between two frames
//   speak {text,lang} · speak.stop {}
// Events, {"event": …}:
//   start {lang,languages[],path,depth,report_depth,now_ms,utc_offset_min,device_random,online,
//          touch,speech,prefers{dark,contrast,calm}}
//   store.loaded {tables{name:{key:text}}} · store.done {tag} ·
//   store.failed {tag?,reason: full|unavailable} · store.not_reoffered {}
//   http.done {tag,status,headers{},body} ·
//   http.failed {tag,reason: offline|timeout|cancelled|busy|gone}
//   lock.got {name} · lock.busy {name} · lock.lost {name}: another tab took it
//   handover.saved {bytes} · handover.failed {reason: cancelled|unavailable} ·
//   handover.read {records[],photos[]} · handover.unreadable {reason: form|newer|large|broken}
//   file.progress {tag,received,bytes} · file.saved {tag,bytes}; what is no file is answered as
//   http layer.picked {name,bytes}: a file for the map was chosen; the page holds it photo.started
//   {field} · photo.ready {sha256,bytes,width,height,field} · photo.failed {reason,field}
//       field: path of the photo_button
//   photo.progress {tag,sent,bytes} · photo.uploaded {tag,sha256} ·
//   photo.upload_failed {tag,sha256,status,reason,body}
//   fix.ready {lon,lat,accuracy_m,at_ms} · fix.failed {reason: denied|unavailable|timeout}
//   push.told {state: 0 none|1 off|2 on|3 denied|4 failed}
//   nav.changed {path,depth,report_depth} · speak.done {} · speak.failed {} · online {} · offline
//   {} · visible {} · hidden {} · wake {ms} persist.done {granted} · prefers {dark,contrast,calm} ·
//   store.changed {} (by another tab, or by store.reoffer) · turn {…}: the members of its effect
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kongdi::platform {

/// What the program does when asked.
class Client {
public:
    virtual ~Client() = default;
    /// One event. Never during draw().
    virtual void event(std::string_view json) = 0;
    /// What "http.bytes" asked for: its tag, the status and the bytes. Status 0: no answer at all.
    /// Never during draw().
    virtual void bytes(std::string_view, int, std::string) {}
    /// Goes on with what work_soon() asked time for, for a few milliseconds between two frames;
    /// true while there is more. Never during draw().
    virtual bool work() { return false; }
    /// Draw the current screen with kongdi::widgets. Effects may be sent from here.
    virtual void draw() = 0;
};

/// Opens the page for the client and gives it the event "start". Returns at once on the web.
void run(Client& client);

/// Does one effect.
void send(std::string_view json);

/// Another frame is needed; `reason` is counted for tests ("event", "http", "timer").
void wake(const char* reason);

/// There is work that needs no frame.
void work_soon();

/// Milliseconds since 1970 by this machine's clock.
std::int64_t now_ms();
/// Bytes nobody can guess.
void random_bytes(std::span<std::uint8_t> bytes);

}  // namespace kongdi::platform
