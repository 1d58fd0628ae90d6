// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/spaces.hpp"

#include "core/api/messages.hpp"
#include "core/api/space_query.hpp"
#include "core/base/id.hpp"
#include "core/codec/matching_codec.hpp"
#include "core/codec/space_stage_codec.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/download_part.hpp"
#include "server/handlers/plan_items.hpp"
#include "server/handlers/quiet_download.hpp"
#include "server/handlers/report_steps.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

/// Do all owners own spaces of this type in common, as a rule?
Result<Known> usual_common_parts(const Services& services, const Space& space) {
    const MatchingRules rules = KONGDI_TRY(load_matching_rules(services.catalogue));
    const TypeTraits* traits = rules.type(space.type);
    return traits != nullptr ? traits->common_parts : Known::Unknown;
}

/// Other bytes than were meant: a condition of the request does not hold.
Response refused_download(Error error) {
    const bool is_other = error.code == ErrorCode::StaleVersion;
    Response response = refused(std::move(error));
    if (is_other) response.status = 412;
    return response;
}

}  // namespace

Response show_spaces(const Services& services, const Request& request) {
    auto query = api::space_query_of(request.query);
    if (!query) return refused(query.error());
    query->within = within_scope(request);
    const auto page = services.storage.spaces(*query);
    if (!page) return refused(page.error());
    Response response = json_response(200, api::to_value(*page));
    response.with("X-Total-Count", std::to_string(page->total));
    return response;
}

Response show_space(const Services& services, const Request& request) {
    auto card = services.storage.space_card(request.captured[0]);
    if (!card) return refused(card.error());
    if (!*card) return refused(Error{ErrorCode::NotFound});
    if (const auto error = out_of_scope(request, (*card)->space.community.value_or("")))
        return refused(*error);
    const auto plan = services.storage.plan_of_spaces({&request.captured[0], 1});
    if (!plan) return refused(plan.error());
    if (!plan->empty()) (*card)->plan = plan_part(plan->front());
    const auto usual = usual_common_parts(services, (*card)->space);
    if (!usual) return refused(usual.error());
    (*card)->usual_common_parts = *usual;
    if (const auto added = add_neighbours(services, request, **card); !added)
        return refused(added.error());
    return json_response(200, api::to_value(**card));
}

Response step_space(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return refused(Error{ErrorCode::NotFound});
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    CheckedSpaceStep read = space_step_of(*tree);
    if (!read.ok()) return refused(std::move(read.errors));
    const auto community = services.storage.record_community(id);
    if (!community) return refused(community.error());
    if (auto error = out_of_scope(request, *community)) return refused(*std::move(error));
    const auto before = services.storage.space_card(id);
    if (!before) return refused(before.error());
    if (!*before) return refused(Error{ErrorCode::NotFound});
    const auto usual = usual_common_parts(services, (*before)->space);
    if (!usual) return refused(usual.error());
    const auto done =
        services.storage.step_space(id, read.step, request.actor(), request.now_ms, *usual);
    if (!done) return refused(done.error());
    const auto card = services.storage.space_card(id);
    if (!card) return refused(card.error());
    if (!*card) return refused(Error{ErrorCode::NotFound});
    Value out = Value::map({{"id", id}, {"stage", Value()}});
    if (const auto& stage = (*card)->space.stage) out.set("stage", space_stage_name(*stage));
    return json_response(200, std::move(out));
}

Response download_rows(const Services& services, const Request& request) {
    auto asked = download_asked(request.captured[0], request.query, request.now_ms);
    if (!asked) return refused(asked.error());
    if (asked->set->readers == Readers::CityPlanners)
        if (auto error = no_city_planner(request)) return refused(*std::move(error));
    const auto frozen = frozen_at(services.storage);
    if (!frozen) return refused(frozen.error());
    std::string tag;  // empty: its bytes have no name
    if (*frozen) tag = download_tag(**frozen, request, *asked);
    const auto means = means_tag(request, tag);
    if (!means) return refused_download(means.error());
    if (!tag.empty() && !asked->sum && request.header("If-None-Match") == tag) {
        Response response;
        response.status = 304;
        return response.with("ETag", tag);
    }
    std::shared_ptr<RunningExport> running;
    if (services.exports != nullptr)
        running = services.exports->begin(request.account->name, request.captured[0]);
    Result<std::unique_ptr<Download>> opened = Error{ErrorCode::Internal};
    run_quietly([&] {
        opened = open_download(services.storage, services.catalogue, *asked,
                               {request.query, within_scope(request)}, running);
    });
    if (!opened) return refused(opened.error());
    if (!tag.empty()) {
        const auto still = frozen_at(services.storage);
        if (!still) return refused(still.error());
        // The rows may be of before what happened meanwhile, or of after it.
        if (*still != *frozen) tag.clear();
        if (*means && tag.empty()) return refused_download(Error{ErrorCode::StaleVersion});
    }
    if (asked->set->name_part != nullptr) {
        auto part = asked->set->name_part(services.storage, {request.query, within_scope(request)},
                                          Labels(services.catalogue, asked->language));
        if (!part) return refused(part.error());
        asked->part = *std::move(part);
    }
    const std::shared_ptr<Download> download = quiet_download(*std::move(opened));
    const std::string name = file_name(*asked);

    Response response;
    response.with("Cache-Control", "no-store");
    response.with("X-Total-Count", std::to_string(download->total()));
    if (download->left_out() > 0) response.with("X-Left-Out", std::to_string(download->left_out()));
    if (!tag.empty()) response.with("Content-Location", frozen_address(request, tag));
    if (asked->sum) {
        auto line = sum_line(*download, name);
        if (!line) return refused(line.error());
        response.with("Content-Type", "text/plain; charset=utf-8");
        response.body = *std::move(line);
        return response;
    }
    response.with("Content-Type", media_type(*asked));
    response.with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    if (!tag.empty()) {
        response.with("ETag", tag);
        response.with("Accept-Ranges", "bytes");
        if (const auto part = part_of_request(request, tag, *means)) {
            const auto put = put_part(response, *download, *part);
            return put ? response : refused(put.error());
        }
    }
    response.stream = [download] { return download->next(); };
    return response;
}

}  // namespace kongdi::server
