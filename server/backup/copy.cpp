// SPDX-License-Identifier: Apache-2.0
#include "server/backup/copy.hpp"

#include "server/storage/push_subscriptions.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAtOnce = 500;

void tell(const CopySteps& steps, std::string_view what, std::int64_t count) {
    if (steps.progress) steps.progress(what, count);
}

Result<void> copy_features(StoreView& from, Storage& to, const CopySteps& steps) {
    std::int64_t id = 0;
    std::int64_t copied = 0;
    while (true) {
        const auto features = KONGDI_TRY(from.features_after(id, kAtOnce));
        if (features.empty()) return {};
        KONGDI_CHECK(to.restore_features(features));
        id = features.back().id;
        copied += static_cast<std::int64_t>(features.size());
        tell(steps, "map features", copied);
    }
}

Result<void> copy_events(StoreView& from, Storage& to, const CopySteps& steps) {
    std::int64_t seq = 0;
    std::int64_t copied = 0;
    while (true) {
        const auto events = KONGDI_TRY(from.events_after(seq, kAtOnce));
        if (events.empty()) return {};
        if (steps.before_events) KONGDI_CHECK(steps.before_events(events));
        KONGDI_CHECK(to.restore_events(events));
        seq = events.back().seq;
        copied += static_cast<std::int64_t>(events.size());
        tell(steps, "events", copied);
    }
}

}  // namespace

Result<void> copy_store(StoreView& from, Storage& to, const CopySteps& steps) {
    KONGDI_CHECK(copy_features(from, to, steps));
    KONGDI_CHECK(copy_events(from, to, steps));
    for (const Credentials& one : KONGDI_TRY(from.credentials()))
        KONGDI_CHECK(to.restore_credentials(one));
    for (const Setting& setting : KONGDI_TRY(from.settings()))
        KONGDI_CHECK(to.put_setting(setting.name, setting.value));
    KONGDI_CHECK(to.restore_pushes(KONGDI_TRY(from.push_subscriptions())));
    return to.rebuild();
}

}  // namespace kongdi::server
