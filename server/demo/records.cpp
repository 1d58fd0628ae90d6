// SPDX-License-Identifier: Apache-2.0
#include "server/demo/records.hpp"

#include <array>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"

namespace kongdi::server::demo {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr std::int64_t kChinaOffsetMs = 8 * kHourMs;

template <std::size_t Count>
std::array<std::uint8_t, Count> bytes_of(Random& random) {
    std::array<std::uint8_t, Count> bytes{};
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next());
    return bytes;
}

}  // namespace

Consents::Consents(const Catalogue& catalogue) {
    for (const std::string_view purpose : {"survey", "photo", "location"}) {
        const ConsentText* text = catalogue.consent(purpose);
        if (text == nullptr) continue;
        m_wordings.push_back({std::string(purpose), text->version, sha256(text->text.in("zh")),
                              sha256(text->text.in("en"))});
    }
}

ConsentGiven Consents::given(std::string_view purpose, bool in_english) const {
    for (const Wording& wording : m_wordings)
        if (wording.purpose == purpose)
            return {wording.purpose, wording.version,
                    in_english ? wording.english : wording.chinese};
    return {std::string(purpose), 0, {}};
}

std::string device_of(std::uint64_t seed, int community, int person) {
    Random random = stream_of(seed, Purpose::Reports, static_cast<std::uint64_t>(community) + 1,
                              static_cast<std::uint64_t>(person) + 1);
    return make_device(bytes_of<16>(random));
}

std::int64_t draw_time(std::int64_t now_ms, int days, Random& random) {
    const std::int64_t today = (now_ms + kChinaOffsetMs) / kDayMs;
    const std::int64_t day = today - static_cast<std::int64_t>(
                                         random.below(static_cast<std::size_t>(std::max(1, days))));
    // From 6 to 22 o'clock with the most around two in the afternoon.
    const double hour = 6 + 8 * (random.unit() + random.unit());
    std::int64_t at = day * kDayMs + static_cast<std::int64_t>(hour * kHourMs) - kChinaOffsetMs;
    while (at > now_ms - 2 * kMinuteMs) at -= kDayMs;
    return at;
}

Record bare_record(RecordKind kind, std::int64_t questionnaire_version, std::int64_t created_at_ms,
                   Random& random) {
    Record record;
    record.id = make_uuid_v7(created_at_ms, bytes_of<10>(random));
    record.kind = kind;
    record.questionnaire = record_kind_name(kind);
    record.questionnaire_version = questionnaire_version;
    record.created_at_ms = created_at_ms;
    record.unknown.emplace_back("demo", true);
    return record;
}

}  // namespace kongdi::server::demo
