// SPDX-License-Identifier: Apache-2.0
// Browsers that are told of what happens to reports of their owner, and what they are still to be
// told. Of whoever they belong to a hash is kept; copies of a store have the subscriptions, and not
// what waited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/report_state.hpp"

namespace kongdi::server {

/// How far these were told of the events stands beside the targets of webhooks, of which none can
/// have this name.
inline constexpr std::string_view kPushTarget = "/push";

/// The setting of the key by which all servers of the store sign, sealed.
inline constexpr std::string_view kSettingPushKey = "push_key";

struct PushSubscription {
    std::string endpoint = {};       // the address at the browser's push service
    std::string device_sha256 = {};  // of the pseudonym
    std::string p256dh = {};         // the browser's key, base64url of 65 bytes
    std::string auth = {};           // its secret, base64url of 16 bytes
    std::string lang = {};
    std::int64_t made_at_ms = 0;

    bool operator==(const PushSubscription&) const = default;
};

/// One thing to tell one browser. A newer one of the same report takes its place.
struct PushMessage {
    std::string endpoint = {};
    std::string subject = {};     // the id of the report
    std::string step = {};        // server/push/message.hpp
    std::string number = {};      // of its receipt, without the place
    std::int64_t at_ms = 0;       // when it happened
    std::int64_t tries = 0;       // that failed
    std::int64_t next_at_ms = 0;  // not before

    bool operator==(const PushMessage&) const = default;
};

struct DuePush {
    PushMessage message = {};
    PushSubscription to = {};
};

/// A report, and where its sender is told.
struct PushReport {
    std::string id = {};
    std::string number = {};  // of its receipt, without the place
    ReportState state = ReportState::Submitted;
    std::vector<std::string> endpoints = {};
};

/// What came of a try.
struct PushOutcome {
    enum class Kind : std::uint8_t { Over, Later, Gone };  // Gone: the subscription is no more

    PushMessage message = {};
    Kind kind = Kind::Over;
    std::int64_t next_at_ms = 0;  // of Later
};

/// All that is to go to one service waits until then.
struct PushRest {
    std::string origin = {};  // "https://push.example"
    std::int64_t until_ms = 0;
};

}  // namespace kongdi::server
