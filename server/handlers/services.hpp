// SPDX-License-Identifier: Apache-2.0
// What handlers work with; nothing is global.
#pragma once

#include <filesystem>

#include "core/model/catalogue.hpp"
#include "server/auth/login_throttle.hpp"
#include "server/auth/server_key.hpp"
#include "server/handlers/meeting_views.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct BaseMap;
struct Metrics;
class RateLimits;
class RunningExports;
class WorkGate;
namespace oidc {
class Provider;
}
namespace push {
class Offer;
}

struct Services {
    Storage& storage;
    const Catalogue& catalogue;
    LoginThrottle& throttle;
    MeetingViews& meeting_views;
    const ServerKey* key = nullptr;     // none: no second factors
    const BaseMap* base_map = nullptr;  // null: none
    Metrics* metrics = nullptr;         // null: nothing is counted
    /// The folder of snapshots of open data; null: none are published.
    const std::filesystem::path* snapshots = nullptr;
    oidc::Provider* oidc = nullptr;     // null: nobody logs in by another's word
    RateLimits* rate_limits = nullptr;  // null: everybody may ask as much as they like
    WorkGate* work = nullptr;           // null: nobody has to work for what they send
    /// Where each erasure is written down before it is done; null: nowhere but in the store.
    const std::filesystem::path* erasures = nullptr;
    std::int64_t keep_delivered_days = 30;  // on phones; 0: nothing is kept
    push::Offer* push = nullptr;            // null: nobody is told of anything by Web Push
    RunningExports* exports = nullptr;      // null: nobody sees how far a download is
};

}  // namespace kongdi::server
