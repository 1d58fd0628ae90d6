// SPDX-License-Identifier: Apache-2.0
#include "server/http/routes.hpp"

#include <array>

#include "core/rules/questionnaire_check.hpp"
#include "core/rules/record_check.hpp"
#include "server/handlers/accounts.hpp"
#include "server/handlers/api_tokens.hpp"
#include "server/handlers/base_map.hpp"
#include "server/handlers/charts.hpp"
#include "server/handlers/city.hpp"
#include "server/handlers/exports.hpp"
#include "server/handlers/facilities.hpp"
#include "server/handlers/facility_changes.hpp"
#include "server/handlers/features.hpp"
#include "server/handlers/imports.hpp"
#include "server/handlers/index_runs.hpp"
#include "server/handlers/indicators.hpp"
#include "server/handlers/map_points.hpp"
#include "server/handlers/meetings.hpp"
#include "server/handlers/oidc.hpp"
#include "server/handlers/open311.hpp"
#include "server/handlers/open_data.hpp"
#include "server/handlers/openrosa.hpp"
#include "server/handlers/openrosa_submission.hpp"
#include "server/handlers/operations.hpp"
#include "server/handlers/own_data.hpp"
#include "server/handlers/photos.hpp"
#include "server/handlers/plain.hpp"
#include "server/handlers/plain_map.hpp"
#include "server/handlers/plan_changes.hpp"
#include "server/handlers/plan_items.hpp"
#include "server/handlers/programme.hpp"
#include "server/handlers/programme_changes.hpp"
#include "server/handlers/push.hpp"
#include "server/handlers/questionnaires.hpp"
#include "server/handlers/reach_areas.hpp"
#include "server/handlers/read_audit.hpp"
#include "server/handlers/records.hpp"
#include "server/handlers/report_steps.hpp"
#include "server/handlers/second_factor.hpp"
#include "server/handlers/seen_photo.hpp"
#include "server/handlers/sessions.hpp"
#include "server/handlers/sheets.hpp"
#include "server/handlers/spaces.hpp"
#include "server/handlers/survey.hpp"
#include "server/handlers/tiles.hpp"
#include "server/handlers/waves.hpp"
#include "server/http/api_document.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<std::string_view, 1> kJson{"application/json"};
constexpr std::array<std::string_view, 2> kRecordTypes{"application/json", "application/x-ndjson"};
constexpr std::array<std::string_view, 4> kPhotoTypes{"image/jpeg", "image/png", "image/webp",
                                                      "application/octet-stream"};
constexpr std::array<std::string_view, 1> kFormTypes{"multipart/form-data"};
constexpr std::array<std::string_view, 2> kOpen311Types{"application/x-www-form-urlencoded",
                                                        "multipart/form-data"};

using enum Access;

// What a route reads of a body. A record alone is held to kMaxRecordBytes by its reader; the rest
// of kRecords is room for many lines.
constexpr BodyRule kNone{};
constexpr BodyRule kRecords{8u << 20, ErrorCode::BodyTooLarge, kRecordTypes};
constexpr BodyRule kPhoto{kMaxPhotoBytes, ErrorCode::PhotoTooLarge, kPhotoTypes};
constexpr BodyRule kQuestionnaire{kMaxQuestionnaireBytes, ErrorCode::BodyTooLarge, kJson};
constexpr BodyRule kSmall{4096, ErrorCode::BodyTooLarge, kJson};
// A form with its photos, of which one may be as large as any; then there is room for words only.
constexpr BodyRule kFormWithPhotos{kMaxPhotoBytes + kMaxRecordBytes, ErrorCode::PhotoTooLarge,
                                   kFormTypes};
// Files for the map, in memory while they are read: more than this goes by `kongdi import`.
constexpr BodyRule kLayerFiles{64u << 20, ErrorCode::BodyTooLarge, kFormTypes};
// A register, a plan or a programme that was downloaded, with room for one of a province.
constexpr BodyRule kGivenBack{32u << 20, ErrorCode::BodyTooLarge, kFormTypes};
constexpr BodyRule kFormFile{4u << 20, ErrorCode::BodyTooLarge, kFormTypes};
// All that a grid can cover of a photo, twice.
constexpr BodyRule kPictureParts{16u << 10, ErrorCode::BodyTooLarge, kJson};
// The communities of one account.
constexpr BodyRule kAccount{16u << 10, ErrorCode::BodyTooLarge, kJson};
// A wave with all the communities of a province.
constexpr BodyRule kPlan{2u << 20, ErrorCode::BodyTooLarge, kJson};
// An agenda of thirty questions in two languages.
constexpr BodyRule kAgenda{256u << 10, ErrorCode::BodyTooLarge, kJson};
constexpr BodyRule kSheets{64u << 10, ErrorCode::BodyTooLarge, kJson};
constexpr BodyRule kOpen311{2 * kMaxRecordBytes, ErrorCode::BodyTooLarge, kOpen311Types};
constexpr BodyRule kSubmission{kMaxSubmissionBytes, ErrorCode::PhotoTooLarge, kFormTypes};
constexpr BodyRule kWords{2 * kMaxRecordBytes, ErrorCode::BodyTooLarge, kFormTypes};

constexpr std::array<Route, 164> kRoutes{{
    {Method::Post, "/api/v1/records", Public, take_records, kRecords},
    {Method::Get, "/api/v1/records/{id}", DeviceOrStaff, show_record, kNone},
    {Method::Post, "/api/v1/records/{id}/events", DeviceOrStaff, step_record, kSmall},
    {Method::Get, "/api/v1/my/records", Device, show_my_records, kNone},
    {Method::Get, "/api/v1/my/data", Device, show_own_data, kNone},
    {Method::Post, "/api/v1/my/erasure", Device, erase_own_data, kSmall},
    {Method::Get, "/api/v1/push", Public, show_push, kNone},
    {Method::Post, "/api/v1/my/push", Device, take_push, kSmall},
    {Method::Post, "/api/v1/my/push/stop", Device, stop_push, kSmall},
    {Method::Head, "/api/v1/photos/{sha256}", Public, show_photo_offset, kNone},
    {Method::Put, "/api/v1/photos/{sha256}", Public, take_photo, kPhoto},
    {Method::Get, "/api/v1/photos/{sha256}", DeviceOrStaff, show_photo, kNone},
    {Method::Post, "/api/v1/photos/{sha256}/covers", Staff, cover_photo, kPictureParts},
    {Method::Get, "/api/v1/schema/{kind.json}", Public, show_schema, kNone},
    {Method::Get, "/api/v1/site_checks/agreement", Staff, show_agreement, kNone},
    {Method::Get, "/api/v1/spaces", Staff, show_spaces, kNone},
    {Method::Get, "/api/v1/spaces/{id}", Staff, show_space, kNone},
    {Method::Post, "/api/v1/spaces/{id}/events", Staff, step_space, kSmall},
    {Method::Get, "/api/v1/spaces/{id}/reach", Staff, show_space_reach, kNone},
    {Method::Get, "/api/v1/map", Public, show_map, kNone},
    {Method::Get, "/api/v1/map/about", Public, show_map_about, kNone},
    {Method::Get, "/api/v1/map/points", Public, show_map_points, kNone},
    {Method::Get, "/api/v1/map/communities", Public, show_community_outlines, kNone},
    {Method::Get, "/api/v1/communities/{code}/kinds/{kind}/reach", Staff, show_community_reach,
     kNone},
    {Method::Get, "/api/v1/indicators", Public, show_indicators, kNone},
    {Method::Get, "/api/v1/indicators/{name}", Public, show_indicator, kNone},
    {Method::Get, "/tiles/base/{z}/{x}/{y}", Public, show_base_tile, kNone},
    {Method::Get, "/tiles/{layer}/{z}/{x}/{y.mvt}", Public, show_tile, kNone},
    {Method::Get, "/api/v1/catalogue", Public, show_catalogue, kNone},
    {Method::Post, "/api/v1/catalogue/{kind}/{measure}", CityPlanner, change_threshold, kSmall},
    {Method::Get, "/api/v1/facilities", Staff, show_facilities, kNone},
    {Method::Post, "/api/v1/facilities", Staff, file_facility, kSmall},
    {Method::Post, "/api/v1/facilities/changes", Planner, take_facility_changes, kGivenBack},
    {Method::Post, "/api/v1/facilities/changes/preview", Planner, preview_facility_changes,
     kGivenBack},
    {Method::Get, "/api/v1/facilities/near", Public, show_near_facilities, kNone},
    {Method::Get, "/api/v1/facilities/near/{id}", Public, show_near_facility, kNone},
    {Method::Get, "/api/v1/facility_remarks", Staff, show_facility_remarks, kNone},
    {Method::Get, "/api/v1/facilities/{id}", Staff, show_facility, kNone},
    {Method::Get, "/api/v1/facilities/{id}/reach", Staff, show_facility_reach, kNone},
    {Method::Post, "/api/v1/facilities/{id}/events", Staff, move_facility, kSmall},
    {Method::Get, "/api/v1/waves", Staff, show_waves, kNone},
    {Method::Post, "/api/v1/waves", Planner, plan_wave, kPlan},
    {Method::Get, "/api/v1/waves/{id}", Staff, show_wave, kNone},
    {Method::Post, "/api/v1/waves/{id}/events", Planner, move_wave, kSmall},
    {Method::Post, "/api/v1/waves/{id}/sheets", Staff, print_sheets, kSheets},
    {Method::Get, "/api/v1/waves/{id}/progress", Staff, show_wave_progress, kNone},
    {Method::Get, "/api/v1/waves/{id}/results", Staff, show_wave_results, kNone},
    {Method::Get, "/api/v1/index/settings", Staff, show_index_settings, kNone},
    {Method::Get, "/api/v1/index/runs", Staff, show_index_runs, kNone},
    {Method::Post, "/api/v1/index/runs", CityPlanner, freeze_index_run, kSmall},
    {Method::Get, "/api/v1/index/runs/{id}", Staff, show_index_run, kNone},
    {Method::Post, "/api/v1/index/runs/{id}/events", CityPlanner, move_index_run, kSmall},
    {Method::Get, "/api/v1/index/runs/{id}/document", CityPlanner, download_index_document, kNone},
    {Method::Get, "/api/v1/index/runs/{id}/proposals", CityPlanner, show_proposals, kNone},
    {Method::Get, "/api/v1/index/runs/{id}/changes/{other}", Staff, show_index_changes, kNone},
    {Method::Get, "/api/v1/index/runs/{id}/communities/{code}", Staff, show_index_community, kNone},
    {Method::Get, "/api/v1/plan", Staff, show_plan, kNone},
    {Method::Post, "/api/v1/plan", Planner, file_plan_item, kSmall},
    {Method::Post, "/api/v1/plan/changes", Planner, take_plan_changes, kGivenBack},
    {Method::Post, "/api/v1/plan/changes/preview", Planner, preview_plan_changes, kGivenBack},
    {Method::Get, "/api/v1/plan/{id}", Staff, show_plan_item, kNone},
    {Method::Post, "/api/v1/plan/{id}/events", Staff, step_plan_item, kSmall},
    {Method::Get, "/api/v1/programme", Staff, show_programme, kNone},
    {Method::Post, "/api/v1/programme", Planner, file_programme_entry, kAccount},
    {Method::Post, "/api/v1/programme/changes", Planner, take_programme_changes, kGivenBack},
    {Method::Post, "/api/v1/programme/changes/preview", Planner, preview_programme_changes,
     kGivenBack},
    {Method::Get, "/api/v1/programme/tables", Staff, show_programme_tables, kNone},
    {Method::Get, "/api/v1/programme/sums", Staff, show_programme_sums, kNone},
    {Method::Get, "/api/v1/programme/land_terms", Staff, show_land_terms, kNone},
    {Method::Get, "/api/v1/programme/entries/{id}", Staff, show_programme_entry, kNone},
    {Method::Post, "/api/v1/programme/entries/{id}/events", Planner, step_programme_entry,
     kAccount},
    {Method::Get, "/api/v1/survey", Public, show_survey, kNone},
    {Method::Get, "/api/v1/results/{id}", Public, show_published_results, kNone},
    {Method::Get, "/api/v1/seats/{code}", Public, show_seat, kNone},
    {Method::Get, "/w/{code}", Public, open_seat, kNone},
    {Method::Get, "/api/v1/meetings", Staff, show_meetings, kNone},
    {Method::Post, "/api/v1/meetings", Staff, plan_meeting, kAgenda},
    {Method::Get, "/api/v1/meetings/{id}", Staff, show_meeting, kNone},
    {Method::Post, "/api/v1/meetings/{id}/events", Staff, step_meeting, kAgenda},
    {Method::Get, "/api/v1/meetings/{id}/qr", Staff, show_meeting_qr, kNone},
    {Method::Get, "/api/v1/meetings/{id}/summary", Public, show_meeting_summary, kNone},
    {Method::Get, "/api/v1/join/{code}", Public, show_joined_meeting, kNone},
    {Method::Post, "/api/v1/join/{code}", Public, join_meeting, kSmall},
    {Method::Post, "/api/v1/imports/preview", CityPlanner, preview_import, kLayerFiles},
    {Method::Post, "/api/v1/imports", CityPlanner, take_import, kLayerFiles},
    {Method::Get, "/api/v1/imports", CityPlanner, show_imports, kNone},
    {Method::Post, "/api/v1/imports/{id}/undo", CityPlanner, undo_import, kSmall},
    {Method::Get, "/api/v1/questionnaires", Public, show_questionnaires, kNone},
    {Method::Get, "/api/v1/questionnaires/{id}/{version}", Public, show_questionnaire, kNone},
    {Method::Get, "/api/v1/questionnaires/{id}/{version}/form.xlsx", Planner, download_xlsform,
     kNone},
    {Method::Post, "/api/v1/questionnaires/xlsform", Planner, convert_xlsform, kFormFile},
    {Method::Post, "/api/v1/questionnaires", CityPlanner, publish_questionnaire, kQuestionnaire},
    {Method::Get, "/api/v1/city", Public, show_city, kNone},
    {Method::Post, "/api/v1/login", Public, log_in, kSmall},
    {Method::Post, "/api/v1/login/code", SecondStep, finish_log_in, kSmall},
    {Method::Get, "/api/v1/oidc", Public, show_oidc, kNone},
    {Method::Get, "/oidc/start", Public, start_oidc, kNone},
    {Method::Get, "/oidc/callback", Public, finish_oidc, kNone},
    {Method::Post, "/api/v1/logout", Public, log_out, kSmall},
    {Method::Get, "/api/v1/me", Account, show_me, kNone},
    {Method::Post, "/api/v1/me/password", Account, change_own_password, kSmall},
    {Method::Get, "/api/v1/me/tokens", Account, show_own_tokens, kNone},
    {Method::Post, "/api/v1/me/tokens", Account, add_own_token, kSmall},
    {Method::Post, "/api/v1/me/tokens/{id}/revoke", Account, revoke_own_token, kSmall},
    {Method::Post, "/api/v1/me/second", AccountOrSetup, begin_second_factor, kSmall},
    {Method::Post, "/api/v1/me/second/confirm", AccountOrSetup, confirm_second_factor, kSmall},
    {Method::Get, "/api/v1/accounts", Administrator, show_accounts, kNone},
    {Method::Post, "/api/v1/accounts", Administrator, add_account, kAccount},
    {Method::Get, "/api/v1/accounts/{name}", Administrator, show_account, kNone},
    {Method::Post, "/api/v1/accounts/{name}/events", Administrator, move_account, kAccount},
    {Method::Get, "/api/v1/reads", Administrator, show_reads, kNone},
    {Method::Post, "/api/v1/second_for", Administrator, change_second_for, kSmall},
    {Method::Get, "/api/v1/invite/{token}", Public, show_invitation, kNone},
    {Method::Post, "/api/v1/invite/{token}", Public, accept_invitation, kSmall},
    {Method::Get, "/export/{dataset.format}", Staff, download_rows, kNone},
    {Method::Get, "/api/v1/exports", Staff, show_exports, kNone},
    {Method::Post, "/api/v1/exports/{id}/stop", Staff, stop_export, kSmall},
    {Method::Get, "/open", Public, show_open_data, kNone},
    {Method::Get, "/open/{date}/{file}", Public, show_open_file, kNone},
    {Method::Get, "/export/chart/{name.format}", Staff, show_chart, kNone},
    {Method::Get, "/export/sheet/{name.format}", Staff, download_sheet, kNone},
    {Method::Get, "/ogc", Public, show_features_landing, kNone},
    {Method::Get, "/ogc/api", Public, show_features_api, kNone},
    {Method::Get, "/ogc/conformance", Public, show_features_conformance, kNone},
    {Method::Get, "/ogc/collections", Public, show_feature_collections, kNone},
    {Method::Get, "/ogc/collections/{id}", Public, show_feature_collection, kNone},
    {Method::Get, "/ogc/collections/{id}/queryables", Public, show_feature_queryables, kNone},
    {Method::Get, "/ogc/collections/{id}/items", Public, show_features, kNone},
    {Method::Get, "/ogc/collections/{id}/items/{feature}", Public, show_feature, kNone},
    {Method::Get, "/open311/v2/{document.format}", Public, show_open311_document, kNone},
    {Method::Get, "/open311/v2/services/{code.format}", Public, show_open311_service, kNone},
    {Method::Get, "/open311/v2/requests/{id.format}", Public, show_open311_request, kNone},
    {Method::Post, "/open311/v2/{document.format}", Form, take_open311_request, kOpen311},
    {Method::Get, "/openrosa/formList", Public, show_openrosa_forms, kNone},
    {Method::Get, "/openrosa/forms/{id}/{version.xml}", Public, show_openrosa_form, kNone},
    {Method::Get, "/openrosa/forms/{id}/{version}/{file}", Public, show_openrosa_media, kNone},
    {Method::Head, "/openrosa/submission", Public, show_openrosa_submission, kNone},
    {Method::Post, "/openrosa/submission", Form, take_openrosa_submission, kSubmission},
    {Method::Get, "/plain", Public, show_plain_start, kNone},
    {Method::Get, "/plain/report", Public, show_plain_report, kNone},
    {Method::Post, "/plain/report", Form, take_plain_report, kFormWithPhotos},
    {Method::Get, "/plain/rate", Public, show_plain_rating, kNone},
    {Method::Post, "/plain/rate", Form, take_plain_rating, kWords},
    {Method::Get, "/plain/nearby", Public, show_plain_nearby, kNone},
    {Method::Post, "/plain/nearby", Form, take_plain_remark, kWords},
    {Method::Get, "/plain/survey", Public, show_plain_survey, kNone},
    {Method::Get, "/plain/sent/{id}", Public, show_plain_receipt, kNone},
    {Method::Get, "/plain/my", Public, show_plain_records, kNone},
    {Method::Post, "/plain/withdraw", Form, take_plain_withdrawal, kWords},
    {Method::Post, "/plain/answer", Form, take_plain_answer, kWords},
    {Method::Get, "/plain/data", Public, show_plain_data, kNone},
    {Method::Get, "/plain/data.json", Public, download_plain_data, kNone},
    {Method::Post, "/plain/erase", Form, take_plain_erasure, kWords},
    {Method::Get, "/plain/map.svg", Public, show_plain_map, kNone},
    {Method::Get, "/plain/cases", Public, show_plain_cases, kNone},
    {Method::Get, "/plain/cases/{id}", Public, show_plain_case, kNone},
    {Method::Get, "/plain/cases/{id}/photos/{sha256}", Public, show_plain_case_photo, kNone},
    {Method::Get, "/plain/meetings/{id}", Public, show_plain_meeting, kNone},
    {Method::Get, "/plain/sheets/{name}", Staff, show_sheet, kNone},
    {Method::Get, "/plain/style.css", Public, show_plain_style, kNone},
    {Method::Get, "/api/openapi.json", Public, show_api_document, kNone},
    {Method::Get, "/healthz", Public, show_health, kNone},
    {Method::Get, "/readyz", Public, show_readiness, kNone},
    {Method::Get, "/metrics", Operator, show_metrics, kNone},
}};

constexpr std::array<std::string_view, static_cast<std::size_t>(OtherRow::Count_)> kOtherRows{
    "page", "malformed", "later"};

std::string_view take_part(std::string_view& path) {
    const auto end = path.find('/');
    const std::string_view part = path.substr(0, end);
    path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    return part;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

std::size_t row_of(const Route& route) { return static_cast<std::size_t>(&route - kRoutes.data()); }

std::size_t row_of(OtherRow other) { return kRoutes.size() + static_cast<std::size_t>(other); }

std::vector<RowName> row_names() {
    std::vector<RowName> out;
    for (const Route& route : kRoutes) out.push_back({method_name(route.method), route.pattern});
    for (const std::string_view other : kOtherRows) out.push_back({"", other});
    return out;
}

std::string_view row_name(std::size_t row) {
    return row < kRoutes.size() ? kRoutes[row].pattern : kOtherRows[row - kRoutes.size()];
}

std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
    if (!pattern.starts_with('/') || !path.starts_with('/')) return std::nullopt;
    pattern.remove_prefix(1);
    path.remove_prefix(1);
    std::vector<std::string> captured;
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = take_part(pattern);
        const std::string_view part = take_part(path);
        if (wanted.starts_with('{')) {
            if (part.empty()) return std::nullopt;
            captured.emplace_back(part);
        } else if (wanted != part) {
            return std::nullopt;
        }
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return captured;
}

}  // namespace kongdi::server
