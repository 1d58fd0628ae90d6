// SPDX-License-Identifier: Apache-2.0
// Sums and tables of the programme as JSON.
#include "core/base/enum_names.hpp"
#include "core/codec/programme_codec.hpp"
#include "core/codec/tree_fields.hpp"
#include "core/lifecycle/programme_lifecycle.hpp"
#include "core/model/programme_fields.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<ProgrammeFieldType> kFieldTypes{"line",   "community", "year",   "day",
                                                    "whole",  "area",      "choice", "entry",
                                                    "photos", "papers",    "incomes"};

Value names_tree(std::span<const std::string_view> names) {
    Value out = Value::list();
    for (const std::string_view name : names)
        if (!name.empty()) out.push(name);
    return out;
}

Value fields_tree(ProgrammeKind kind) {
    Value out = Value::list();
    for (const ProgrammeField& field : programme_fields())
        if (field.is_of(kind))
            out.push(Value::map({{"name", field.name},
                                 {"type", name_of<ProgrammeFieldType>(kFieldTypes, field.type)},
                                 {"needed", field.is_needed(kind)},
                                 {"most", field.most},
                                 {"choices", names_tree(field.choices)}}));
    return out;
}

Value moves_tree(ProgrammeKind kind) {
    Value out = Value::list();
    for (const ProgrammeMoveRow& row : programme_moves())
        if (row.kind == kind)
            out.push(Value::map({{"from", programme_state_name(row.from)},
                                 {"move", programme_move_name(row.move)},
                                 {"to", programme_state_name(row.to)},
                                 {"reason", row.reason},
                                 {"needs", names_tree(row.needs)}}));
    return out;
}

}  // namespace

Value leading_shares_tree(std::span<const LeadingShare> shares) {
    Value out = Value::list();
    for (const LeadingShare& one : shares)
        out.push(Value::map({{"batch", one.batch},
                             {"district", one.district},
                             {"submitted", one.submitted},
                             {"accepted", one.accepted},
                             {"leading", one.leading},
                             {"leading_permille", or_null(one.permille)}}));
    return out;
}

Value award_years_tree(std::span<const AwardYears> rows) {
    Value out = Value::list();
    for (const AwardYears& row : rows) {
        Value classes = Value::list();
        for (const AwardClass& one : row.classes)
            classes.push(
                Value::map({{"class", one.name}, {"count", one.count}, {"yuan", one.yuan}}));
        out.push(Value::map({{"year", row.year},
                             {"last_year", row.last_year},
                             {"planned_yuan", row.planned_yuan},
                             {"added_yuan", row.added_yuan},
                             {"budget_yuan", row.budget_yuan()},
                             {"asked_yuan", row.asked_yuan},
                             {"promised_yuan", row.promised_yuan},
                             {"paid_yuan", row.paid_yuan},
                             {"needed_yuan", row.needed_yuan()},
                             {"short_yuan", row.short_yuan()},
                             {"classes", classes}}));
    }
    return out;
}

Value operation_years_tree(std::span<const OperationYear> rows) {
    Value out = Value::list();
    for (const OperationYear& row : rows)
        out.push(Value::map({{"year", row.year},
                             {"count", row.count},
                             {"income_yuan", row.income_yuan},
                             {"cost_yuan", row.cost_yuan},
                             {"subsidy_yuan", row.subsidy_yuan}}));
    return out;
}

Value programme_tables_tree() {
    Value kinds = Value::list();
    for (std::size_t i = 0; i < static_cast<std::size_t>(ProgrammeKind::Count_); ++i) {
        const auto kind = static_cast<ProgrammeKind>(i);
        kinds.push(Value::map({{"kind", programme_kind_name(kind)},
                               {"first_state", programme_state_name(first_state(kind))},
                               {"fields", fields_tree(kind)},
                               {"moves", moves_tree(kind)}}));
    }
    return Value::map({{"kinds", kinds}, {"usual_papers", names_tree(usual_papers())}});
}

}  // namespace kongdi
