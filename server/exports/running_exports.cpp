// SPDX-License-Identifier: Apache-2.0
#include "server/exports/running_exports.hpp"

#include "server/exports/stand_back.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kRowsBetweenLooks = 64;

}  // namespace

Result<void> RunningExport::wrote_row() {
    if (m_rows % kRowsBetweenLooks == 0) leave_room();
    // Only the thread that makes the file writes it; a plain store is enough.
    m_rows.store(m_rows.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    if (m_stopped.load(std::memory_order_relaxed)) return Error{ErrorCode::ExportStopped};
    return {};
}

std::shared_ptr<RunningExport> RunningExports::begin(std::string_view account,
                                                     std::string_view file) {
    const std::lock_guard lock(m_mutex);
    auto one = std::make_shared<RunningExport>(std::to_string(++m_last), std::string(account),
                                               std::string(file));
    std::erase_if(m_all, [](const auto& other) { return other.expired(); });
    m_all.push_back(one);
    return one;
}

std::vector<api::ExportProgress> RunningExports::of(std::string_view account) const {
    std::vector<api::ExportProgress> out;
    const std::lock_guard lock(m_mutex);
    for (const auto& kept : m_all)
        if (const auto one = kept.lock(); one && one->account() == account)
            out.push_back(one->progress());
    return out;
}

bool RunningExports::stop(std::string_view account, std::string_view id) {
    const std::lock_guard lock(m_mutex);
    for (const auto& kept : m_all) {
        const auto one = kept.lock();
        if (!one || one->account() != account || one->id() != id) continue;
        one->stop();
        return true;
    }
    return false;
}

}  // namespace kongdi::server
