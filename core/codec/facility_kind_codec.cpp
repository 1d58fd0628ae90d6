// SPDX-License-Identifier: Apache-2.0
#include "core/codec/facility_kind_codec.hpp"

#include <algorithm>

#include "core/base/time.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/rules/thresholds.hpp"

namespace kongdi {

namespace {

template <class Row>
bool has_code(const std::vector<Row>& rows, std::string_view code) {
    return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.code == code; });
}

Result<Threshold> threshold_of(const Value::Member& member, const Catalogue& lists) {
    const std::string path = path_step(member.first);
    const auto measure = measure_from_name(member.first);
    if (!measure) return Error{ErrorCode::FieldChoice, path};
    const Value::List* parts = member.second.if_list();
    if (parts == nullptr || parts->size() != 3 || !(*parts)[0].is_number())
        return Error{ErrorCode::FieldType, path};
    Threshold out;
    out.measure = *measure;
    out.bounds.low = (*parts)[0].number_or(0);
    if ((*parts)[1].is_number()) out.bounds.high = (*parts)[1].number_or(0);
    if (const auto wrong = check_bounds(out.bounds)) return Error{*wrong, path};
    out.mark = (*parts)[2].string_or("");
    if (!has_code(lists.facility_marks, out.mark)) return Error{ErrorCode::FieldChoice, path};
    return out;
}

Result<FacilityKind> facility_kind_of(const Value& tree, const Catalogue& lists) {
    FacilityKind kind;
    kind.code = tree.text("code");
    if (kind.code.empty()) return Error{ErrorCode::FieldMissing, "/code"};
    if (lists.facility(kind.code) != nullptr) return Error{ErrorCode::FieldRepeated, "/code"};
    kind.label = local_text_of(tree["label"]);
    for (const Value& word : tree.items("also")) kind.also.emplace_back(word.string_or(""));
    kind.note = local_text_of(tree["note"]);
    kind.facility_class = tree.text("class");
    if (!has_code(lists.facility_classes, kind.facility_class))
        return Error{ErrorCode::FieldChoice, "/class"};
    const auto tier = tier_from_name(tree["tier"].string_or(""));
    if (!tier) return Error{ErrorCode::FieldChoice, "/tier"};
    kind.tier = *tier;
    kind.ages = tree.text("ages");
    if (kind.ages.empty()) return Error{ErrorCode::FieldMissing, "/ages"};
    if (const Value::Map* members = tree["thresholds"].if_map())
        for (const Value::Member& member : *members) {
            auto one = threshold_of(member, lists);
            if (!one) return Error{one.error().code, "/thresholds" + one.error().path};
            kind.thresholds.push_back(*std::move(one));
        }
    if (kind.threshold(Measure::RadiusM) == nullptr)
        return Error{ErrorCode::FieldMissing, "/thresholds/radius_m"};
    return kind;
}

Value threshold_tree(const Threshold& now, const Threshold& was, bool confirmed) {
    Value out = bounds_tree(now.bounds);
    out.set("measure", measure_name(now.measure));
    out.set("mark", now.mark);
    out.set("default", bounds_tree(was.bounds));
    out.set("confirmed", confirmed);
    return out;
}

Value kind_tree(const FacilityKind& now, const FacilityKind& was,
                std::span<const ThresholdChange> changes) {
    Value thresholds = Value::list();
    for (std::size_t i = 0; i < now.thresholds.size(); ++i) {
        const Measure measure = now.thresholds[i].measure;
        const bool confirmed =
            std::any_of(changes.begin(), changes.end(), [&](const ThresholdChange& change) {
                return change.kind == now.code && change.measure == measure;
            });
        thresholds.push(threshold_tree(now.thresholds[i], was.thresholds[i], confirmed));
    }
    return Value::map({{"code", now.code},
                       {"label", local_text_tree(now.label)},
                       {"note", local_text_tree(now.note)},
                       {"class", now.facility_class},
                       {"tier", tier_name(now.tier)},
                       {"ages", now.ages},
                       {"thresholds", thresholds}});
}

template <class Row>
Value labels_tree(const std::vector<Row>& rows) {
    Value out = Value::list();
    for (const Row& row : rows)
        out.push(Value::map({{"code", row.code}, {"label", local_text_tree(row.label)}}));
    return out;
}

Value change_tree(const ThresholdChange& change) {
    return Value::map({{"kind", change.kind},
                       {"measure", measure_name(change.measure)},
                       {"before", bounds_tree(change.before)},
                       {"after", bounds_tree(change.after)},
                       {"reason", change.reason},
                       {"by", change.by},
                       {"at", format_time(change.at_ms)}});
}

}  // namespace

Value local_text_tree(const LocalText& text) {
    Value out = Value::map();
    for (const auto& [language, words] : text.by_language) out.set(language, words);
    return out;
}

Value bounds_tree(const Bounds& bounds) {
    return Value::map({{"low", bounds.low}, {"high", bounds.high ? Value(*bounds.high) : Value()}});
}

Result<Bounds> bounds_of(const Value& tree, const std::string& path) {
    if (tree.is_null()) return Error{ErrorCode::FieldMissing, path};
    if (tree.if_map() == nullptr) return Error{ErrorCode::FieldType, path};
    Bounds out;
    const Value& low = tree["low"];
    if (low.is_null()) return Error{ErrorCode::FieldMissing, path + "/low"};
    if (!low.is_number()) return Error{ErrorCode::FieldType, path + "/low"};
    out.low = low.number_or(0);
    const Value& high = tree["high"];
    if (!high.is_null() && !high.is_number()) return Error{ErrorCode::FieldType, path + "/high"};
    if (high.is_number()) out.high = high.number_or(0);
    if (const auto wrong = check_bounds(out)) return Error{*wrong, path};
    return out;
}

Result<void> read_facility_kinds(const Value& tree, Catalogue& out) {
    if (const Value::Map* marks = tree["marks"].if_map())
        for (const Value::Member& mark : *marks)
            out.facility_marks.push_back({mark.first, local_text_of(mark.second)});
    const Value::List& classes = tree.items("classes");
    for (std::size_t i = 0; i < classes.size(); ++i) {
        FacilityClass one{classes[i].text("code"), local_text_of(classes[i]["label"])};
        if (has_code(out.facility_classes, one.code))
            return Error{ErrorCode::FieldRepeated, "/classes/" + std::to_string(i) + "/code"};
        out.facility_classes.push_back(std::move(one));
    }
    const Value::List& kinds = tree.items("facilities");
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        auto kind = facility_kind_of(kinds[i], out);
        if (!kind)
            return Error{kind.error().code, "/facilities/" + std::to_string(i) + kind.error().path};
        out.facilities.push_back(*std::move(kind));
    }
    return {};
}

Value facility_kinds_tree(const Catalogue& defaults, std::span<const ThresholdChange> changes) {
    const std::vector<FacilityKind> now = kinds_in_force(defaults.facilities, changes);
    Value kinds = Value::list();
    for (std::size_t i = 0; i < now.size(); ++i)
        kinds.push(kind_tree(now[i], defaults.facilities[i], changes));
    Value history = Value::list();
    for (const ThresholdChange& change : changes) history.push(change_tree(change));
    return Value::map({{"classes", labels_tree(defaults.facility_classes)},
                       {"marks", labels_tree(defaults.facility_marks)},
                       {"facilities", kinds},
                       {"history", history}});
}

}  // namespace kongdi
