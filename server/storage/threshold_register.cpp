// SPDX-License-Identifier: Apache-2.0
// Thresholds of the catalogue that planners have changed.
#include "core/codec/facility_kind_codec.hpp"
#include "core/codec/json.hpp"
#include "core/rules/thresholds.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

std::vector<ThresholdChange> read_changes(Sql& sql) {
    std::vector<ThresholdChange> out;
    for (const SqlRow& row :
         sql.run("SELECT kind, measure, before_low, before_high, low, high, reason, account, at_ms "
                 "FROM threshold_changes ORDER BY seq"))
        out.push_back({row.text(0), measure_from_name(row.text(1)).value_or(Measure::RadiusM),
                       Bounds{row.real(2), row.optional_real(3)},
                       Bounds{row.real(4), row.optional_real(5)}, row.text(6), row.text(7),
                       row.whole(8)});
    return out;
}

void check_change(const ThresholdChange& change, const Catalogue& defaults, Sql& sql) {
    for (const FacilityKind& kind : kinds_in_force(defaults.facilities, read_changes(sql))) {
        if (kind.code != change.kind) continue;
        const Threshold* now = kind.threshold(change.measure);
        if (now == nullptr) break;
        if (now->bounds != change.before)
            throw StorageFailure(Error{ErrorCode::StaleVersion, "/before"});
        return;
    }
    throw StorageFailure(ErrorCode::NotFound, "no such threshold");
}

}  // namespace

void fold_threshold(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view kind,
                    const Value& facts) {
    const auto before = or_throw(bounds_of(facts["before"], "/before"));
    const auto after = or_throw(bounds_of(facts["after"], "/after"));
    sql.insert("threshold_changes",
               {{seq, at_ms, kind, facts.text("measure"), before.low, before.high, after.low,
                 after.high, facts.text("reason"), facts.text("by")}});
}

Result<std::vector<ThresholdChange>> Registers::threshold_changes() {
    std::vector<ThresholdChange> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = read_changes(sql); }));
    return out;
}

Result<void> Registers::change_threshold(const ThresholdChange& change, const Catalogue& defaults) {
    return write_register(Register::Staff, [&](Sql& sql) {
        check_change(change, defaults, sql);
        const Value facts = Value::map({{"measure", measure_name(change.measure)},
                                        {"before", bounds_tree(change.before)},
                                        {"after", bounds_tree(change.after)},
                                        {"reason", change.reason},
                                        {"by", change.by}});
        const std::int64_t seq =
            append_event(sql, change.at_ms, kThresholdEvent, change.kind, write_json(facts));
        fold_threshold(sql, seq, change.at_ms, change.kind, facts);
    });
}

}  // namespace kongdi::server
