// SPDX-License-Identifier: Apache-2.0
// What is seen of open meetings, kept in memory: a thousand phones ask each second, and mostly
// nothing has changed.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/api/meeting_messages.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// A view as it is sent, and what tells it apart from others.
struct ShownMeeting {
    std::string body = {};
    std::string tag = {};  // an ETag
};

/// From any thread.
class MeetingViews {
public:
    /// How old a view may be before the store is asked again.
    explicit MeetingViews(std::chrono::milliseconds kept = std::chrono::milliseconds(100))
        : m_kept(kept) {}

    /// What phones see of the meeting that is open under this code; none when there is none.
    Result<std::optional<ShownMeeting>> of_code(Storage& storage, std::string_view code);
    /// What the host sees; none when there is no meeting of this id.
    Result<std::optional<ShownMeeting>> of_id(Storage& storage, std::string_view id);
    /// The host has done something: the next view is of what came of it.
    void forget(std::string_view id, std::string_view code);

private:
    struct Kept {
        std::mutex mutex;  // one asks, the others wait for what it hears
        std::optional<std::chrono::steady_clock::time_point> asked_at = {};
        std::int64_t version = -1;
        std::optional<ShownMeeting> shown = {};
    };
    static constexpr std::size_t kMost = 500;

    Result<std::optional<ShownMeeting>> shown(Storage& storage, const std::string& key,
                                              api::Audience audience);

    const std::chrono::milliseconds m_kept;
    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<Kept>> m_views;
};

/// All that is to be seen of a meeting.
Result<api::MeetingView> view_of(Storage& storage, const Meeting& meeting);
/// What may be published of it.
Result<api::MeetingSummary> summary_of(Storage& storage, const Meeting& meeting);

}  // namespace kongdi::server
