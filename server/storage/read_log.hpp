// SPDX-License-Identifier: Apache-2.0
// Who of the staff saw what of raw reports. Rows are gathered for a moment and written together as
// one event, so that nobody waits for the disk to read; each event holds the hash of the one
// before, so that a row that is changed or taken out shows (kongdi check).
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"

namespace kongdi::server {

class Registers;

struct ReadRow {
    std::int64_t at_ms = 0;
    std::string account = {};
    std::string what = {};     // of server/handlers/read_audit.hpp: "report", "export"
    std::string subject = {};  // the id of a record, the name of a file, what was asked for
    friend bool operator==(const ReadRow&, const ReadRow&) = default;
};

/// Empty fields do not count.
struct ReadQuery {
    std::string account = {};
    std::string subject = {};
    std::int64_t limit = 200;
};

/// How far the chain of hashes has come: kept with a backup, it shows whether its newest links were
/// taken off.
struct ReadChain {
    std::int64_t events = 0;
    std::string hash = {};  // of the last; empty when there is none
    friend bool operator==(const ReadChain&, const ReadChain&) = default;
};

/// What the event of some rows says; `before` is the hash of the event before, empty for the first.
Value reads_facts(std::span<const ReadRow> rows, std::string_view before);
/// Empty when they are whole and follow on `before`, else what is wrong. `before` becomes theirs.
std::string broken_reads(const Value& facts, std::string& before);

class ReadLog {
public:
    /// Rows that are not written yet; past it nothing more is shown.
    static constexpr std::size_t kMostWaiting = 10'000;

    explicit ReadLog(Registers& registers) : m_registers(registers) {}
    /// Writes what is left.
    ~ReadLog();
    ReadLog(const ReadLog&) = delete;
    ReadLog& operator=(const ReadLog&) = delete;

    /// storage_busy when rows could not be written for so long that they pile up. Any thread.
    Result<void> add(ReadRow row);
    /// Returns when all that was added is written, or cannot be.
    Result<void> flush();

private:
    void loop();

    Registers& m_registers;
    std::mutex m_writing;  // one after the other, in their order
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<ReadRow> m_rows;
    bool m_stopping = false;
    std::thread m_thread;  // from the first row on
};

}  // namespace kongdi::server
