// SPDX-License-Identifier: Apache-2.0
#include "server/storage/own_records.hpp"

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/report_standings.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

struct Sent {
    std::string device = {};
    Mode mode = Mode::Self;
};

Sent sender_of(std::string_view bytes) {
    const auto tree = parse_own_json(bytes);
    if (!tree) return {};
    return {tree->text("device"),
            mode_from_name((*tree)["mode"].string_or("")).value_or(Mode::Self)};
}

/// Bytes under ids of others, by number of event and hash. There are few of them.
std::vector<std::pair<std::int64_t, std::string>> conflicts_of(Sql& sql, std::string_view device) {
    std::vector<std::pair<std::int64_t, std::string>> out;
    for (const SqlRow& row :
         sql.run("SELECT c.seq, c.sha256 FROM conflicts c JOIN records r ON r.id = c.record_id "
                 "WHERE r.device <> ? ORDER BY c.seq",
                 {device}))
        if (sender_of(sql.event_bytes(row.whole(0))).device == device)
            out.emplace_back(row.whole(0), row.text(1));
    return out;
}

std::vector<OwnPhoto> photos_of(Sql& sql, std::int64_t seq) {
    std::vector<OwnPhoto> out;
    for (const SqlRow& row :
         sql.run("SELECT l.sha256, l.bytes, CASE WHEN p.sha256 IS NULL THEN 0 ELSE 1 END "
                 "FROM record_photos l LEFT JOIN photos p ON p.sha256 = l.sha256 "
                 "WHERE l.record_seq = ? ORDER BY l.place",
                 {seq}))
        out.push_back({row.text(0), row.whole(1), row.whole(2) != 0});
    return out;
}

OwnData read_own(Sql& sql, std::string_view device) {
    OwnData out;
    for (const SqlRow& row :
         sql.run("SELECT seq, id, kind, receipt, state, coalesce(community, ''), received_at_ms, "
                 "sha256 FROM records WHERE device = ? ORDER BY seq",
                 {device})) {
        const std::int64_t seq = row.whole(0);
        OwnRecord one{row.text(1), row.text(2),  row.text(3), row.text(4),
                      row.text(5), row.whole(6), row.text(7), sql.event_bytes(seq)};
        if (sender_of(one.bytes).mode == Mode::Assisted) {
            ++out.helped;
            continue;
        }
        for (const SqlRow& other :
             sql.run("SELECT seq FROM conflicts WHERE record_id = ? ORDER BY seq", {one.id}))
            one.other_bytes.push_back(sql.event_bytes(other.whole(0)));
        one.photos = photos_of(sql, seq);
        one.steps = taken_steps(sql, one.id);
        out.records.push_back(std::move(one));
    }
    for (const SqlRow& row : sql.run("SELECT r.receipt, e.at_ms FROM corroborations c "
                                     "JOIN records r ON r.id = c.record JOIN events e ON e.seq = "
                                     "c.seq WHERE c.device = ? ORDER BY c.seq",
                                     {device}))
        out.said.push_back({row.text(0), row.whole(1)});
    for (const SqlRow& row :
         sql.run("SELECT endpoint, p256dh, lang, made_at_ms FROM push_subscriptions "
                 "WHERE device_sha256 = ? ORDER BY made_at_ms, endpoint",
                 {sha256(device)}))
        out.pushes.push_back({row.text(0), row.text(1), row.text(2), row.whole(3)});
    return out;
}

bool is_told(Sql& sql, std::string_view device_sha256) {
    return !sql.run("SELECT 1 FROM push_subscriptions WHERE device_sha256 = ? LIMIT 1",
                    {device_sha256})
                .empty();
}

/// The same without reading more than is needed to erase it.
Erasure own_erasure(Sql& sql, std::string_view device) {
    Erasure out{.device_sha256 = sha256(device)};
    for (const SqlRow& row :
         sql.run("SELECT seq, id FROM records WHERE device = ? ORDER BY seq", {device}))
        if (sender_of(sql.event_bytes(row.whole(0))).mode != Mode::Assisted)
            out.records.push_back(row.text(1));
    for (const SqlRow& row :
         sql.run("SELECT record FROM corroborations WHERE device = ? ORDER BY seq", {device}))
        out.said.push_back(row.text(0));
    for (auto& [seq, hash] : conflicts_of(sql, device)) out.conflicts.push_back(std::move(hash));
    return out;
}

}  // namespace

Result<OwnData> Registers::own_data(std::string_view device) {
    OwnData out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = read_own(sql, device); }));
    return out;
}

Result<Erased> Registers::erase_own(std::string_view device, std::int64_t at_ms) {
    return erase_own(device, at_ms, [](const Tombstone&) { return Result<void>(); });
}

Result<Erased> Registers::erase_own(std::string_view device, std::int64_t at_ms,
                                    const std::function<Result<void>(const Tombstone&)>& before) {
    Erased out;
    KONGDI_CHECK(write_register(Register::All, [&](Sql& sql) {
        const Erasure erasure = own_erasure(sql, device);
        const bool is_any = !erasure.records.empty() || !erasure.said.empty() ||
                            !erasure.conflicts.empty() || is_told(sql, erasure.device_sha256);
        if (is_any) or_throw(before({at_ms, erasure}));
        out = server::erase(sql, erasure, at_ms);
    }));
    return out;
}

Result<Erased> Registers::erase(const Erasure& erasure, std::int64_t at_ms) {
    Erased out;
    KONGDI_CHECK(
        write_register(Register::All, [&](Sql& sql) { out = server::erase(sql, erasure, at_ms); }));
    return out;
}

Result<std::vector<Tombstone>> Registers::tombstones() {
    std::vector<Tombstone> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row : sql.run("SELECT at_ms, subject, facts FROM events WHERE seq IN "
                                         "(SELECT seq FROM deletion_log) ORDER BY seq"))
            out.push_back({row.whole(0),
                           erasure_of_facts(row.text(1), or_throw(parse_own_json(row.text(2))))});
    }));
    return out;
}

Result<std::vector<DeletionRow>> Registers::deletion_log(std::int64_t limit) {
    std::vector<DeletionRow> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT at_ms, rule, kind, n FROM deletion_log ORDER BY seq DESC, kind "
                     "LIMIT ?",
                     {limit}))
            out.push_back({row.whole(0), row.text(1), row.text(2), row.whole(3)});
    }));
    return out;
}

}  // namespace kongdi::server
