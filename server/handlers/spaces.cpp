// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/spaces.hpp"

#include <cstdio>

#include "core/api/messages.hpp"
#include "core/api/space_query.hpp"
#include "core/base/time.hpp"
#include "server/handlers/download.hpp"
#include "server/handlers/plan_items.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

constexpr int kChinaMinutes = 8 * 60;

/// The day where the planner sits, for the file's name.
std::string day_text(std::int64_t now_ms) {
    const CivilTime day = civil_time(now_ms, kChinaMinutes);
    char out[16];
    std::snprintf(out, sizeof out, "%04d%02d%02d", day.year, day.month, day.day);
    return out;
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
    return json_response(200, api::to_value(**card));
}

Response download_rows(const Services& services, const Request& request) {
    const std::string& file = request.captured[0];
    const auto dot = file.rfind('.');
    const DataSet* set = dot == std::string::npos ? nullptr : data_set(file.substr(0, dot));
    if (set == nullptr) return refused(Error{ErrorCode::NotFound});
    const ExportFormat* format = export_format(file.substr(dot + 1));
    if (format == nullptr) return refused(Error{ErrorCode::NotFound});

    const std::string_view bom = request.parameter("bom");
    if (!bom.empty() && bom != "0" && bom != "1")
        return refused(Error{ErrorCode::RequestFormat, "/bom"});
    std::string_view language = request.parameter("lang");
    if (language.empty()) language = "zh";
    if (!is_language(language)) return refused(Error{ErrorCode::RequestFormat, "/lang"});

    auto opened = set->open(services.storage, {request.query, within_scope(request)}, *format,
                            services.catalogue, language, {.bom = bom != "0"});
    if (!opened) return refused(opened.error());
    const std::shared_ptr<Download> download = *std::move(opened);
    Response response;
    response.with("Content-Type", std::string(format->media_type));
    response.with("Content-Disposition", "attachment; filename=\"kongdi-" + std::string(set->name) +
                                             "-" + day_text(request.now_ms) + "." +
                                             std::string(format->name) + "\"");
    response.with("X-Total-Count", std::to_string(download->total()));
    response.with("Cache-Control", "no-store");
    response.stream = [download] { return download->next(); };
    return response;
}

}  // namespace kongdi::server
