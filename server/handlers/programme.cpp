// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/programme.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/id.hpp"
#include "core/codec/programme_codec.hpp"
#include "core/lifecycle/programme_lifecycle.hpp"
#include "core/model/programme_fields.hpp"
#include "core/rules/programme_check.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/scope.hpp"
#include "server/storage/programme_references.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kDistrictDigits = 6;

Result<std::int64_t> whole_of(const std::string& text, const char* path) {
    std::int64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        return Error{ErrorCode::RequestFormat, path};
    return out;
}

/// What is named is there, and lies where the one who asks may act.
Errors there(const Services& services, const Request& request, const Value& facts) {
    if (const auto error = out_of_scope(request, facts.text("community"))) return {*error};
    auto missing = missing_references(services.storage, request.account->scope, facts);
    return missing ? *std::move(missing) : Errors{missing.error()};
}

/// The facts of a body, checked; errors begin with /facts.
Result<Value> facts_of(const Services& services, const Request& request, ProgrammeKind kind,
                       const Value& tree, Errors& errors) {
    if (tree["facts"].is_null()) return Error{ErrorCode::FieldMissing, "/facts"};
    CheckedProgramme read = programme_facts_of(kind, tree["facts"]);
    errors = std::move(read.errors);
    if (errors.empty()) errors = there(services, request, read.facts);
    for (Error& error : errors) error.path = "/facts" + error.path;
    return std::move(read.facts);
}

/// What has no community is of the whole city, and for all staff to read.
Result<ProgrammeEntry> entry_to_read(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.programme_entry(id));
    if (!found) return Error{ErrorCode::NotFound};
    const std::string community = programme_text(*found, "community");
    if (!community.empty())
        if (const auto error = out_of_scope(request, community)) return *error;
    return *std::move(found);
}

Result<ProgrammeStep> move_of(const Services& services, const ProgrammeEntry& entry,
                              const Value& tree) {
    if (tree["move"].is_null()) return Error{ErrorCode::FieldMissing, "/move"};
    ProgrammeStep step{.doing = ProgrammeDoing::Move};
    step.move = programme_move_from_name(tree["move"].string_or(""));
    if (!step.move) return Error{ErrorCode::FieldChoice, "/move"};
    step.reason = KONGDI_TRY(reason_member(tree, false));
    if (*step.move == ProgrammeMove::Issue)
        step.facilities = KONGDI_TRY(land_terms_in_force(services.storage, services.catalogue,
                                                         programme_whole(entry, "households"),
                                                         programme_whole(entry, "people")));
    return step;
}

Result<ProgrammeStep> step_of(const Services& services, const Request& request,
                              const ProgrammeEntry& entry, const Value& tree, Errors& errors) {
    if (tree["do"].is_null()) return Error{ErrorCode::FieldMissing, "/do"};
    const auto doing = programme_doing_from_name(tree["do"].string_or(""));
    if (!doing || *doing == ProgrammeDoing::File) return Error{ErrorCode::FieldChoice, "/do"};
    if (*doing == ProgrammeDoing::Move) return move_of(services, entry, tree);
    ProgrammeStep step{.doing = ProgrammeDoing::Change};
    step.facts = KONGDI_TRY(facts_of(services, request, entry.kind, tree, errors));
    step.reason = KONGDI_TRY(reason_member(tree, false));
    return step;
}

Result<Value> list_of(const Services& services, const Request& request) {
    Value entries = Value::list();
    for (const ProgrammeEntry& one :
         KONGDI_TRY(programme_asked(services.storage, request.query, within_scope(request))))
        entries.push(programme_entry_tree(one));
    return Value::map({{"entries", entries}});
}

Result<Value> sums_of(const Services& services, const Request& request) {
    const auto entries = KONGDI_TRY(services.storage.programme({.within = within_scope(request)}));
    return Value::map({{"leading", leading_shares_tree(leading_shares(entries))},
                       {"awards", award_years_tree(award_years(entries))},
                       {"operation", operation_years_tree(operation_years(entries))}});
}

Result<Value> terms_of(const Services& services, const Request& request) {
    const auto households =
        KONGDI_TRY(whole_of(std::string(request.parameter("households")), "/households"));
    const auto people = KONGDI_TRY(whole_of(std::string(request.parameter("people")), "/people"));
    if (households < 1 || households > programme_field("households")->most)
        return Error{ErrorCode::FieldRange, "/households"};
    if (people < households || people > programme_field("people")->most)
        return Error{ErrorCode::FieldRange, "/people"};
    const auto terms =
        KONGDI_TRY(land_terms_in_force(services.storage, services.catalogue, households, people));
    return Value::map({{"households", households},
                       {"people", people},
                       {"facilities", land_facilities_tree(terms)}});
}

Result<Value> card_of(const Services& services, const Request& request) {
    const ProgrammeEntry entry = KONGDI_TRY(entry_to_read(services, request));
    const auto versions = KONGDI_TRY(services.storage.programme_versions(entry.id));
    Value moves = Value::list();
    for (const ProgrammeMoveRow& row : programme_moves())
        if (row.kind == entry.kind && row.from == entry.state)
            moves.push(programme_move_name(row.move));
    return Value::map({{"entry", programme_entry_tree(entry)},
                       {"moves", moves},
                       {"versions", programme_versions_tree(versions)}});
}

struct Conditions {
    std::optional<std::int64_t> year = {};
    std::string district = {};
    std::string community = {};
    bool of_kind = false;  // one kind is asked for
};

bool is_meant(const ProgrammeEntry& entry, const Conditions& asked) {
    const bool has_year = programme_field("year")->is_of(entry.kind);
    if (asked.year && (has_year || !asked.of_kind)) {
        const std::int64_t first = programme_whole(entry, "year");
        const std::int64_t last = std::max(first, programme_whole(entry, "last_year"));
        if (!has_year || *asked.year < first || *asked.year > last) return false;
    }
    if (asked.of_kind && !programme_field("community")->is_of(entry.kind)) return true;
    const std::string community = programme_text(entry, "community");
    return community.starts_with(asked.district) && community.starts_with(asked.community);
}

Response answer(const Result<Value>& value) {
    return value ? json_response(200, *value) : refused(value.error());
}

}  // namespace

Result<std::vector<ProgrammeEntry>> programme_asked(Storage& storage,
                                                    const std::vector<Pair>& query,
                                                    const std::optional<Scope>& within,
                                                    std::optional<ProgrammeKind> kind) {
    ProgrammeQuery rows{.within = within};
    Conditions conditions;
    for (const auto& [name, text] : query) {
        if (text.empty()) continue;
        if (name == "year") {
            conditions.year = KONGDI_TRY(whole_of(text, "/year"));
        } else if (name == "kind") {
            rows.kind = programme_kind_from_name(text);
            if (!rows.kind) return Error{ErrorCode::FieldChoice, "/kind"};
        } else if (name == "state") {
            rows.state = programme_state_from_name(text);
            if (!rows.state) return Error{ErrorCode::FieldChoice, "/state"};
        } else if (name == "community") {
            if (!is_community_code(text)) return Error{ErrorCode::CommunityCode, "/community"};
            conditions.community = text;
        } else if (name == "district") {
            if (text.size() != kDistrictDigits ||
                text.find_first_not_of("0123456789") != std::string::npos)
                return Error{ErrorCode::CommunityCode, "/district"};
            conditions.district = text;
        }
    }
    if (kind) rows.kind = kind;
    conditions.of_kind = rows.kind.has_value();
    auto out = KONGDI_TRY(storage.programme(rows));
    std::erase_if(out, [&](const ProgrammeEntry& one) { return !is_meant(one, conditions); });
    return out;
}

Response show_programme(const Services& services, const Request& request) {
    return answer(list_of(services, request));
}

Response show_programme_tables(const Services&, const Request&) {
    return json_response(200, programme_tables_tree());
}

Response show_programme_sums(const Services& services, const Request& request) {
    return answer(sums_of(services, request));
}

Response show_land_terms(const Services& services, const Request& request) {
    return answer(terms_of(services, request));
}

Response show_programme_entry(const Services& services, const Request& request) {
    return answer(card_of(services, request));
}

Response file_programme_entry(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const Value& id = (*tree)["id"];
    if (id.is_null()) return refused(Error{ErrorCode::FieldMissing, "/id"});
    if (!is_uuid_v7(id.string_or(""))) return refused(Error{ErrorCode::FieldFormat, "/id"});
    if ((*tree)["kind"].is_null()) return refused(Error{ErrorCode::FieldMissing, "/kind"});
    const auto kind = programme_kind_from_name((*tree)["kind"].string_or(""));
    if (!kind) return refused(Error{ErrorCode::FieldChoice, "/kind"});
    Errors errors;
    const auto facts = facts_of(services, request, *kind, *tree, errors);
    if (!facts) return refused(facts.error());
    if (!errors.empty()) return refused(std::move(errors));
    const auto filed = services.storage.file_programme(id.string_or(""), *kind, *facts,
                                                       request.actor(), request.now_ms);
    return filed ? json_response(201, programme_entry_tree(*filed)) : refused(filed.error());
}

Response step_programme_entry(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto entry = entry_to_read(services, request);
    if (!entry) return refused(entry.error());
    // Reading what is of the whole city is not acting on it.
    if (const auto error = out_of_scope(request, programme_text(*entry, "community")))
        return refused(*error);
    const Value& version = (*tree)["version"];
    if (version.is_null()) return refused(Error{ErrorCode::FieldMissing, "/version"});
    if (version.if_int() == nullptr) return refused(Error{ErrorCode::FieldType, "/version"});
    Errors errors;
    const auto step = step_of(services, request, *entry, *tree, errors);
    if (!step) return refused(step.error());
    if (!errors.empty()) return refused(std::move(errors));
    const auto moved = services.storage.step_programme(entry->id, version.int_or(0), *step,
                                                       request.actor(), request.now_ms);
    return moved ? json_response(200, programme_entry_tree(*moved)) : refused(moved.error());
}

}  // namespace kongdi::server
