// SPDX-License-Identifier: Apache-2.0
#include "server/webhooks/notice.hpp"

#include <algorithm>
#include <array>

#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "server/storage/register_events.hpp"

namespace kongdi::server::webhooks {

namespace {

/// What was done, by the facts of an event; empty when nobody is told.
using MoveOf = std::string (*)(const Value& facts);

std::string received(const Value& facts) {
    const bool is_counted = facts.find("wave") != nullptr || facts.find("meeting") != nullptr;
    return is_counted ? std::string() : "receive";
}
std::string moved(const Value& facts) { return facts.text("move"); }
std::string published(const Value& facts) {
    return facts.text("move") == "publish" ? "publish" : "";
}
/// A step of the plan or the programme: its move, or else what kind of step it is.
std::string stepped(const Value& facts) {
    const std::string move = facts.text("move");
    return move.empty() ? facts.text("do") : move;
}

struct NoticeRow {
    std::string_view kind;  // of the event in the store
    std::string_view event;
    std::string_view path;
    MoveOf move;
};

/// THE table of what others are told.
constexpr std::array<NoticeRow, 9> kNotices{{
    {"record", "record.received", "/api/v1/records/", received},
    {"move", "report.changed", "/api/v1/records/", moved},
    {kSpaceEvent, "space.changed", "/api/v1/spaces/", moved},
    {kFacilityEvent, "facility.changed", "/api/v1/facilities/", moved},
    {kPlanEvent, "plan_item.changed", "/api/v1/plan/", stepped},
    {kProgrammeEvent, "programme.changed", "/api/v1/programme/entries/", stepped},
    {kIndexRunEvent, "index_run.published", "/api/v1/index/runs/", published},
    {kWaveEvent, "wave.changed", "/api/v1/waves/", moved},
    {kMeetingEvent, "meeting.changed", "/api/v1/meetings/", moved},
}};

constexpr auto kNames = [] {
    std::array<std::string_view, kNotices.size()> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = kNotices[i].event;
    return out;
}();

}  // namespace

std::span<const std::string_view> event_names() { return kNames; }

std::optional<Notice> notice_of(const EventHead& event) {
    const auto row = std::find_if(kNotices.begin(), kNotices.end(),
                                  [&](const NoticeRow& one) { return one.kind == event.kind; });
    if (row == kNotices.end()) return std::nullopt;
    const auto facts = parse_own_json(event.facts);
    if (!facts || (*facts)["erased"].bool_or(false)) return std::nullopt;
    std::string move = row->move(*facts);
    if (move.empty()) return std::nullopt;
    return Notice{event.seq,     event.at_ms,     std::string(row->event),
                  event.subject, std::move(move), std::string(row->path) + event.subject};
}

std::string body_of(const Notice& notice, std::string_view address) {
    return write_json(Value::map({{"id", notice.id},
                                  {"event", notice.event},
                                  {"subject", notice.subject},
                                  {"move", notice.move},
                                  {"at", format_time(notice.at_ms)},
                                  {"address", std::string(address) + notice.path}}));
}

}  // namespace kongdi::server::webhooks
