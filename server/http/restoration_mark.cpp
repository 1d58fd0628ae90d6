// SPDX-License-Identifier: Apache-2.0
#include "server/http/restoration_mark.hpp"

#include "core/api/endpoints.hpp"
#include "core/base/time.hpp"
#include "server/storage/restoration.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kEveryMs = 60'000;
constexpr std::int64_t kDayMs = 24 * 3'600'000;

}  // namespace

void RestorationMark::look(std::int64_t now_ms) {
    std::int64_t looked_ms = m_looked_ms;
    // A clock that was put back does not keep it from looking.
    if (now_ms >= looked_ms && now_ms - looked_ms < kEveryMs) return;
    if (!m_looked_ms.compare_exchange_strong(looked_ms, now_ms)) return;
    const auto found = restoration_of(m_services.storage);
    if (found) m_restored_ms = *found ? (*found)->at_ms : 0;
}

void RestorationMark::tell(Response& response, std::int64_t now_ms) const {
    const std::int64_t at_ms = m_restored_ms;
    // What phones delivered before it they keep no longer than that.
    if (at_ms == 0 || now_ms - at_ms >= m_services.keep_delivered_days * kDayMs) return;
    if (response.header("Cache-Control") == "no-store")
        response.with(api::kRestoredHeader, format_time(at_ms));
}

}  // namespace kongdi::server
