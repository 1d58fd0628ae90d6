// SPDX-License-Identifier: Apache-2.0
// Downloads that this server is making: how many rows of each are written, and a way to stop it.
// Nothing is kept of one that ended, and nothing is known of other servers' ones.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/export_messages.hpp"
#include "core/base/result.hpp"

namespace kongdi::server {

/// Shared by the thread that makes a file and those who ask for it.
class RunningExport {
public:
    RunningExport(std::string id, std::string account, std::string file)
        : m_id(std::move(id)), m_account(std::move(account)), m_file(std::move(file)) {}

    void expect(std::int64_t total) { m_total = total; }
    /// Once a row: export_stopped as soon as somebody said so.
    Result<void> wrote_row();
    void stop() { m_stopped = true; }

    const std::string& id() const { return m_id; }
    const std::string& account() const { return m_account; }
    api::ExportProgress progress() const { return {m_id, m_file, m_rows, m_total}; }

private:
    const std::string m_id;
    const std::string m_account;
    const std::string m_file;
    std::atomic<std::int64_t> m_rows = 0;
    std::atomic<std::int64_t> m_total = -1;
    std::atomic<bool> m_stopped = false;
};

class RunningExports {
public:
    /// It runs as long as somebody holds it.
    std::shared_ptr<RunningExport> begin(std::string_view account, std::string_view file);
    /// The first that began first.
    std::vector<api::ExportProgress> of(std::string_view account) const;
    /// False when this account has none of this id (any more).
    bool stop(std::string_view account, std::string_view id);

private:
    mutable std::mutex m_mutex;
    std::int64_t m_last = 0;
    std::vector<std::weak_ptr<RunningExport>> m_all;
};

}  // namespace kongdi::server
