// SPDX-License-Identifier: Apache-2.0
#include "server/storage/read_log.hpp"

#include <chrono>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

/// How long rows are gathered: what a server that is killed may lose.
constexpr auto kGathering = std::chrono::milliseconds(200);

std::string hash_of(std::string_view before, const Value& reads) {
    return Sha256().add(before).add("\n").add(write_json(reads)).finish();
}

}  // namespace

Value reads_facts(std::span<const ReadRow> rows, std::string_view before) {
    Value reads = Value::list();
    for (const ReadRow& row : rows)
        reads.push(Value::list({row.at_ms, row.account, row.what, row.subject}));
    const std::string hash = hash_of(before, reads);
    return Value::map({{"before", before}, {"hash", hash}, {"reads", std::move(reads)}});
}

std::string broken_reads(const Value& facts, std::string& before) {
    const std::string said_before = facts.text("before");
    const std::string hash = facts.text("hash");
    const bool follows = said_before == before;
    const bool whole = hash == hash_of(said_before, facts["reads"]);
    before = hash;
    if (!whole) return "reads of reports are not as they were written";
    return follows ? "" : "reads of reports before these are missing or were changed";
}

void fold_reads(Sql& sql, std::int64_t seq, const Value& facts) {
    std::vector<SqlValues> rows;
    for (const Value& read : facts.items("reads")) {
        const Value::List* cells = read.if_list();
        if (cells == nullptr || cells->size() != 4) continue;
        const auto text = [cells](std::size_t i) { return (*cells)[i].string_or(""); };
        rows.push_back({seq, std::ssize(rows), (*cells)[0].int_or(0), text(1), text(2), text(3)});
    }
    sql.insert("read_log", rows);
}

Result<void> Registers::log_reads(std::span<const ReadRow> rows) {
    if (rows.empty()) return {};
    return write_register(Register::Staff, [&](Sql& sql) {
        const SqlRows last =
            sql.run("SELECT facts FROM events WHERE seq = (SELECT max(seq) FROM read_log)");
        const std::string before =
            last.empty() ? "" : or_throw(parse_own_json(last[0].text(0))).text("hash");
        const Value facts = reads_facts(rows, before);
        const std::int64_t seq =
            append_event(sql, rows.back().at_ms, kReadsEvent, "", write_json(facts));
        fold_reads(sql, seq, facts);
    });
}

Result<std::vector<ReadRow>> Registers::read_log(const ReadQuery& query) {
    std::vector<ReadRow> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        std::string statement = "SELECT at_ms, account, what, subject FROM read_log";
        SqlValues values;
        const auto condition = [&](std::string_view column, const std::string& value) {
            if (value.empty()) return;
            statement.append(values.empty() ? " WHERE " : " AND ").append(column).append(" = ?");
            values.emplace_back(value);
        };
        condition("account", query.account);
        condition("subject", query.subject);
        values.emplace_back(query.limit);
        for (const SqlRow& row :
             sql.run(statement + " ORDER BY seq DESC, place DESC LIMIT ?", values))
            out.push_back({row.whole(0), row.text(1), row.text(2), row.text(3)});
    }));
    return out;
}

ReadLog::~ReadLog() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable()) m_thread.join();
    static_cast<void>(flush());
}

Result<void> ReadLog::add(ReadRow row) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_rows.size() >= kMostWaiting)
            return Error{ErrorCode::StorageBusy, {}, "reads cannot be written down"};
        m_rows.push_back(std::move(row));
        if (!m_thread.joinable()) m_thread = std::thread([this] { loop(); });
    }
    m_wake.notify_one();
    return {};
}

Result<void> ReadLog::flush() {
    const std::lock_guard writing(m_writing);
    std::vector<ReadRow> rows;
    {
        const std::lock_guard lock(m_mutex);
        rows.swap(m_rows);
    }
    const auto done = m_registers.log_reads(rows);
    if (done) return {};
    const std::lock_guard lock(m_mutex);
    m_rows.insert(m_rows.begin(), rows.begin(), rows.end());
    return done;
}

void ReadLog::loop() {
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_wake.wait(lock, [this] { return m_stopping || !m_rows.empty(); });
        m_wake.wait_for(lock, kGathering, [this] { return m_stopping; });
        lock.unlock();
        static_cast<void>(flush());
        lock.lock();
    }
}

}  // namespace kongdi::server
