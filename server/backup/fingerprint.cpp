// SPDX-License-Identifier: Apache-2.0
#include "server/backup/fingerprint.hpp"

#include "core/base/sha256.hpp"
#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/storage/push_subscriptions.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAtOnce = 500;

/// Each text with its length before it, so that no two rows look alike.
class Hasher {
public:
    Hasher& add(std::string_view text) {
        m_hash.add(std::to_string(text.size())).add(":").add(text);
        return *this;
    }
    Hasher& add(std::int64_t number) { return add(std::string_view(std::to_string(number))); }
    void row_ends() { ++m_rows; }
    Part finish() { return {m_rows, m_hash.finish()}; }

private:
    Sha256 m_hash;
    std::int64_t m_rows = 0;
};

Result<Part> part_of_events(StoreView& store) {
    Hasher hasher;
    std::int64_t seq = 0;
    while (true) {
        const auto events = KONGDI_TRY(store.events_after(seq, kAtOnce));
        if (events.empty()) return hasher.finish();
        for (const StoredEvent& one : events) {
            hasher.add(one.seq).add(one.at_ms).add(one.kind).add(one.subject).add(one.facts);
            hasher.add(one.bytes ? 1 : 0).add(one.bytes.value_or("")).row_ends();
        }
        seq = events.back().seq;
    }
}

Result<Part> part_of_features(StoreView& store) {
    Hasher hasher;
    std::int64_t id = 0;
    while (true) {
        const auto features = KONGDI_TRY(store.features_after(id, kAtOnce));
        if (features.empty()) return hasher.finish();
        for (const StoredFeature& one : features) {
            hasher.add(one.import).add(one.role).add(one.source);
            hasher.add(write_json(geometry_tree(one.feature.geometry)));
            hasher.add(write_json(one.feature.properties)).row_ends();
        }
        id = features.back().id;
    }
}

Result<Part> part_of_accounts(StoreView& store) {
    Hasher hasher;
    for (const Credentials& one : KONGDI_TRY(store.credentials())) {
        hasher.add(one.name).add(one.password_hash).add(one.device);
        hasher.add(one.second.sealed).add(one.second.pending).add(one.second.last_step);
        for (const std::string& code : one.recovery_hashes) hasher.add(code);
        hasher.row_ends();
    }
    // Browsers that are told of something have no account, and no part of their own: a backup of an
    // older program would lack it.
    for (const PushSubscription& one : KONGDI_TRY(store.push_subscriptions())) {
        hasher.add(one.endpoint).add(one.device_sha256).add(one.p256dh).add(one.auth);
        hasher.add(one.lang).add(one.made_at_ms);
    }
    return hasher.finish();
}

Result<Part> part_of_settings(StoreView& store) {
    Hasher hasher;
    for (const Setting& one : KONGDI_TRY(store.settings()))
        hasher.add(one.name).add(one.value).row_ends();
    return hasher.finish();
}

Result<Part> part_of_tables(StoreView& store) {
    Hasher hasher;
    std::string row;
    for (const DerivedTable& table : kDerivedTables) {
        hasher.add(table.name);
        const auto rows = KONGDI_TRY(store.rows_of(table));
        while (KONGDI_TRY(rows->next(row))) hasher.add(row).row_ends();
    }
    return hasher.finish();
}

}  // namespace

Result<Fingerprint> fingerprint_of(StoreView& store) {
    Fingerprint out;
    out.events = KONGDI_TRY(part_of_events(store));
    out.features = KONGDI_TRY(part_of_features(store));
    out.accounts = KONGDI_TRY(part_of_accounts(store));
    out.settings = KONGDI_TRY(part_of_settings(store));
    out.tables = KONGDI_TRY(part_of_tables(store));
    return out;
}

std::string differing_parts(const Fingerprint& a, const Fingerprint& b) {
    std::string out;
    for (const FingerprintPart& each : kFingerprintParts) {
        const Part& one = a.*each.part;
        const Part& other = b.*each.part;
        if (one == other) continue;
        if (!out.empty()) out += ", ";
        out.append(each.name).append(" (").append(std::to_string(one.count)).append(", ");
        out.append(std::to_string(other.count)).append(")");
    }
    return out;
}

}  // namespace kongdi::server
