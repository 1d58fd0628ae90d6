// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/index_runs.hpp"

#include <charconv>

#include "core/api/index_messages.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/index_reading.hpp"
#include "server/handlers/scope.hpp"
#include "server/index/propose.hpp"
#include "server/index/reckon.hpp"

namespace kongdi::server {

namespace {

Result<IndexAsked> asked_of(const Value& tree, const IndexSettings& defaults, Errors& errors) {
    IndexAsked out;
    out.id = tree.text("id");
    if (tree["id"].is_null())
        errors.push_back({ErrorCode::FieldMissing, "/id"});
    else if (!is_uuid_v7(out.id))
        errors.push_back({ErrorCode::FieldFormat, "/id"});
    out.title = std::string(trimmed(tree["title"].string_or("")));
    if (out.title.empty())
        errors.push_back({ErrorCode::FieldMissing, "/title"});
    else if (code_point_count(out.title) > kMaxRunTitle)
        errors.push_back({ErrorCode::FieldTooLong, "/title"});
    else if (has_control_characters(out.title) || out.title.find('\n') != std::string::npos)
        errors.push_back({ErrorCode::FieldFormat, "/title"});
    out.wave = tree.text("wave");
    if (!out.wave.empty() && !is_uuid_v7(out.wave))
        errors.push_back({ErrorCode::FieldFormat, "/wave"});
    CheckedIndexSettings settings = index_settings_of(tree["settings"], defaults);
    for (Error& error : settings.errors) errors.push_back({error.code, "/settings" + error.path});
    out.settings = settings.settings;
    return out;
}

constexpr std::int64_t kMostYuan = 1'000'000'000'000;
constexpr std::int64_t kMostProjects = 10'000;

/// A whole number of a query; request_format with its name.
std::optional<Error> read_limit(const Request& request, std::string_view name, std::int64_t most,
                                std::optional<std::int64_t>& out) {
    const std::string_view text = request.parameter(name);
    if (text.empty()) return std::nullopt;
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 0 ||
        value > most)
        return Error{ErrorCode::RequestFormat, "/" + std::string(name)};
    out = value;
    return std::nullopt;
}

}  // namespace

Response show_index_settings(const Services&, const Request&) {
    const auto defaults = index_defaults();
    if (!defaults) return refused(defaults.error());
    return json_response(200, Value::map({{"settings", index_settings_tree(defaults->settings)}}));
}

Response show_index_runs(const Services& services, const Request&) {
    const auto runs = services.storage.index_runs();
    if (!runs) return refused(runs.error());
    Value list = Value::list();
    for (const IndexRun& run : *runs) list.push(api::index_run_tree(run));
    return json_response(200, Value::map({{"runs", std::move(list)}}));
}

Response freeze_index_run(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto defaults = index_defaults();
    if (!defaults) return refused(defaults.error());
    Errors errors;
    const auto asked = asked_of(*tree, defaults->settings, errors);
    if (!asked) return refused(asked.error());
    if (!errors.empty()) return refused(std::move(errors));
    // Sent again because its answer was lost: it is there, and the city may have moved on.
    const auto known = services.storage.index_run(asked->id);
    if (!known) return refused(known.error());
    if (*known) {
        if ((*known)->title != asked->title || (*known)->wave != asked->wave)
            return refused(Error{ErrorCode::IdConflict, "/id"});
        return json_response(200, api::index_run_tree(**known));
    }
    const auto input = index_input(services.storage, services.catalogue, *asked, defaults->reach);
    if (!input) return refused(input.error());
    const auto frozen =
        services.storage.freeze_index(reckoned(*asked, *input), request.actor(), request.now_ms);
    return frozen ? json_response(201, api::index_run_tree(*frozen)) : refused(frozen.error());
}

Response show_index_run(const Services& services, const Request& request) {
    const auto run = index_run_named(services, request.captured[0]);
    if (!run) return refused(run.error());
    const auto index = index_result_of(services, run->id, within_scope(request));
    if (!index) return refused(index.error());
    const auto city = index_city_of(services.storage, run->id);
    if (!city) return refused(city.error());
    Value codes = Value::list();
    for (const std::string& code : straight_communities(*city, within_scope(request)))
        codes.push(code);
    return json_response(200, Value::map({{"run", api::index_run_tree(*run)},
                                          {"index", city_index_tree(*index)},
                                          {"straight", std::move(codes)}}));
}

Response show_index_community(const Services& services, const Request& request) {
    const auto run = index_run_named(services, request.captured[0]);
    if (!run) return refused(run.error());
    const std::string& code = request.captured[1];
    if (!is_community_code(code)) return refused(Error{ErrorCode::CommunityCode, "/community"});
    if (const auto error = out_of_scope(request, code)) return refused(*error);
    const auto index = index_result_of(services, run->id, {});
    if (!index) return refused(index.error());
    const auto frozen = index_document_of(services, run->id);
    if (!frozen) return refused(frozen.error());
    const auto& communities = frozen->city.communities;
    for (std::size_t c = 0; c < communities.size() && c < index->communities.size(); ++c)
        if (communities[c].code == code)
            return json_response(200, api::community_card_tree(api::community_card(
                                          *run, *frozen, c, index->communities[c])));
    return refused(Error{ErrorCode::NotFound});
}

Response show_index_changes(const Services& services, const Request& request) {
    const auto after = index_run_named(services, request.captured[0]);
    if (!after) return refused(after.error());
    const auto before = index_run_named(services, request.captured[1]);
    if (!before) return refused(before.error());
    const auto first = index_document_of(services, before->id);
    const auto second = index_document_of(services, after->id);
    if (!first) return refused(first.error());
    if (!second) return refused(second.error());
    api::ChangesCard card{
        *before, *after,
        index_changes(first->city, first->settings, second->city, second->settings)};
    if (const auto within = within_scope(request))
        std::erase_if(card.changes,
                      [&](const IndexChange& one) { return !covers(*within, one.code); });
    return json_response(200, api::changes_card_tree(card));
}

Response download_index_document(const Services& services, const Request& request) {
    const auto run = index_run_named(services, request.captured[0]);
    if (!run) return refused(run.error());
    const auto document = services.storage.index_document(run->id);
    if (!document) return refused(document.error());
    Response response;
    response.status = 200;
    response.with("Content-Type", "application/json");
    response.with("Content-Disposition",
                  "attachment; filename=\"kongdi-index-" + std::to_string(run->number) + ".json\"");
    response.with("Cache-Control", "no-store");
    response.body = *document;
    return response;
}

Response show_proposals(const Services& services, const Request& request) {
    const auto run = index_run_named(services, request.captured[0]);
    if (!run) return refused(run.error());
    MatchingLimits limits;
    if (const auto error = read_limit(request, "budget_yuan", kMostYuan, limits.budget_yuan))
        return refused(*error);
    if (const auto error = read_limit(request, "projects", kMostProjects, limits.most_projects))
        return refused(*error);
    const auto defaults = index_defaults();
    if (!defaults) return refused(defaults.error());
    const auto proposals =
        propose(services.storage, services.catalogue, run->id, defaults->reach, limits);
    if (!proposals) return refused(proposals.error());
    Response response = json_response(200, proposals_tree(*proposals));
    response.with("Cache-Control", "private, no-store");
    return response;
}

Response move_index_run(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    if ((*tree)["move"].is_null()) return refused(Error{ErrorCode::FieldMissing, "/move"});
    if ((*tree)["move"].string_or("") != index_run_move_name(IndexRunMove::Publish))
        return refused(Error{ErrorCode::FieldChoice, "/move"});
    const auto run = index_run_named(services, request.captured[0]);
    if (!run) return refused(run.error());
    const auto moved = services.storage.publish_index(run->id, request.actor(), request.now_ms);
    return moved ? json_response(200, api::index_run_tree(*moved)) : refused(moved.error());
}

}  // namespace kongdi::server
