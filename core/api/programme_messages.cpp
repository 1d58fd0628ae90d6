// SPDX-License-Identifier: Apache-2.0
#include "core/api/programme_messages.hpp"

#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

Error unreadable(std::string_view name) { return {ErrorCode::FieldMissing, path_step(name)}; }

bool is_list(const Value& tree, std::string_view name) { return tree[name].if_list() != nullptr; }

AwardYears award_years_of(const Value& tree) {
    AwardYears out;
    out.year = tree["year"].int_or(0);
    out.last_year = tree["last_year"].int_or(0);
    out.planned_yuan = tree["planned_yuan"].int_or(0);
    out.added_yuan = tree["added_yuan"].int_or(0);
    out.asked_yuan = tree["asked_yuan"].int_or(0);
    out.promised_yuan = tree["promised_yuan"].int_or(0);
    out.paid_yuan = tree["paid_yuan"].int_or(0);
    for (const Value& one : tree.items("classes"))
        out.classes.push_back({one.text("class"), one["count"].int_or(0), one["yuan"].int_or(0)});
    return out;
}

LeadingShare leading_share_of(const Value& tree) {
    LeadingShare out;
    out.batch = tree.text("batch");
    out.district = tree.text("district");
    out.submitted = tree["submitted"].int_or(0);
    out.accepted = tree["accepted"].int_or(0);
    out.leading = tree["leading"].int_or(0);
    if (const auto* permille = tree["leading_permille"].if_int()) out.permille = *permille;
    return out;
}

}  // namespace

Result<ProgrammeEntry> programme_entry_message_of(const Value& tree) {
    if (tree.text("id").empty()) return unreadable("id");
    if (!programme_kind_from_name(tree.text("kind"))) return unreadable("kind");
    if (!programme_state_from_name(tree.text("state"))) return unreadable("state");
    return programme_entry_of(tree);
}

Result<std::vector<ProgrammeEntry>> programme_list_of(const Value& tree) {
    if (!is_list(tree, "entries")) return unreadable("entries");
    std::vector<ProgrammeEntry> out;
    for (const Value& one : tree.items("entries"))
        out.push_back(KONGDI_TRY(programme_entry_message_of(one)));
    return out;
}

Result<ProgrammeCard> programme_card_of(const Value& tree) {
    ProgrammeCard out;
    out.entry = KONGDI_TRY(programme_entry_message_of(tree["entry"]));
    for (const Value& one : tree.items("versions")) {
        ProgrammeCard::Step step{one["version"].int_or(0),
                                 one.text("move").empty() ? one.text("do") : one.text("move"),
                                 one.text("reason"),
                                 one.text("by"),
                                 parse_time(one.text("at")).value_or(0),
                                 {}};
        for (const Value& change : one.items("diff"))
            step.diff.push_back({change.text("field"), change["before"], change["after"]});
        out.steps.push_back(std::move(step));
    }
    return out;
}

Result<ProgrammeSums> programme_sums_of(const Value& tree) {
    if (!is_list(tree, "leading")) return unreadable("leading");
    if (!is_list(tree, "awards")) return unreadable("awards");
    ProgrammeSums out;
    for (const Value& one : tree.items("leading")) out.leading.push_back(leading_share_of(one));
    for (const Value& one : tree.items("awards")) out.awards.push_back(award_years_of(one));
    for (const Value& one : tree.items("operation"))
        out.operation.push_back({one["year"].int_or(0), one["count"].int_or(0),
                                 one["income_yuan"].int_or(0), one["cost_yuan"].int_or(0),
                                 one["subsidy_yuan"].int_or(0)});
    return out;
}

Result<LandTerms> land_terms_of(const Value& tree) {
    if (!is_list(tree, "facilities")) return unreadable("facilities");
    return LandTerms{tree["households"].int_or(0), tree["people"].int_or(0),
                     land_facilities_of(tree.items("facilities"))};
}

}  // namespace kongdi::api
