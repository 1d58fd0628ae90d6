// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/waves.hpp"

#include <array>
#include <tuple>

#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "core/codec/wave_codec.hpp"
#include "core/codec/words.hpp"
#include "core/rules/wave_rules.hpp"
#include "server/auth/password.hpp"
#include "server/handlers/city.hpp"
#include "server/handlers/plain_device.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/questionnaires.hpp"
#include "server/handlers/scope.hpp"
#include "server/sheets/seat_sheet.hpp"
#include "server/storage/ended_waves.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kPlanBytes = 2u << 20;

struct BuildingAsked {
    std::string name = {};
    std::int64_t households = 0;  // 0: one code for all of it
};

Result<Wave> wave_named(const Services& services, const std::string& id) {
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.wave(id));
    if (!found) return Error{ErrorCode::NotFound};
    return *std::move(found);
}

/// The check-up that a plan names, or the newest where it names no version; null for one that
/// nobody published.
Result<std::shared_ptr<const Questionnaire>> checkup_named(const Services& services,
                                                           const Value& plan) {
    const std::string_view id = record_kind_name(RecordKind::ServiceCheckup);
    if (plan["questionnaire"].string_or("") != id) return std::shared_ptr<const Questionnaire>();
    const std::int64_t version = plan["questionnaire_version"].int_or(0);
    return version == 0 ? newest_questionnaire(services, id)
                        : services.storage.find_questionnaire(id, version);
}

Result<std::vector<BuildingAsked>> buildings_of(const Value& tree) {
    const Value::List& list = tree.items("buildings");
    if (list.empty()) return Error{ErrorCode::FieldMissing, "/buildings"};
    if (list.size() > kMaxSheetBuildings) return Error{ErrorCode::FieldRange, "/buildings"};
    std::vector<BuildingAsked> out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = "/buildings/" + std::to_string(i);
        BuildingAsked one{std::string(trimmed(list[i]["name"].string_or(""))),
                          list[i]["households"].int_or(-1)};
        const bool of_building = list[i]["households"].is_null();
        if (of_building) one.households = 0;
        if (one.name.empty()) return Error{ErrorCode::FieldMissing, path + "/name"};
        if (code_point_count(one.name) > kMaxBuildingName)
            return Error{ErrorCode::FieldTooLong, path + "/name"};
        if (has_control_characters(one.name)) return Error{ErrorCode::FieldFormat, path + "/name"};
        if ((one.households < 1 && !of_building) || one.households > kMaxSheetHouseholds)
            return Error{ErrorCode::FieldRange, path + "/households"};
        for (const BuildingAsked& other : out)
            if (other.name == one.name) return Error{ErrorCode::FieldRepeated, path + "/name"};
        out.push_back(std::move(one));
    }
    return out;
}

std::string community_name(const Services& services, const std::string& code) {
    const auto all = services.storage.communities();
    if (all)
        for (const api::Community& one : *all)
            if (one.code == code) return one.name;
    return code;
}

SeatSheetWords words_of(const Wave& wave, const std::string& community, std::string_view language) {
    const Words words(language == "en" ? Language::En : Language::Zh);
    return {wave.plan.title,
            community,
            std::string(words("sheet.ask")),
            std::string(words("sheet.how")),
            std::string(words("sheet.page")),
            std::string(language_code(words.language())),
            std::string(words("sheet.how_building")),
            std::string(words("sheet.page_of"))};
}

/// New codes for what of a building has not answered yet, or one for all of it.
Result<void> add_codes(const Services& services, const Request& request, const Wave& wave,
                       const std::string& community, const BuildingAsked& building,
                       std::vector<SeatCard>& cards) {
    const bool of_building = building.households == 0;
    const std::int64_t used =
        KONGDI_TRY(services.storage.used_seats(wave.id, community, building.name));
    SeatSheet sheet{community, building.name, {}, of_building};
    const std::int64_t count = of_building ? 1 : building.households - used;
    for (std::int64_t i = 0; i < count; ++i) {
        std::array<std::uint8_t, 16> random{};
        fill_random(random);
        const std::string code = make_seat_code(random);
        sheet.hashes.push_back(seat_hash(code));
        cards.push_back({building.name, spaced_seat_code(code), own_address(request) + "/w/" + code,
                         of_building});
    }
    return services.storage.add_seats(wave.id, sheet, request.actor(), request.now_ms);
}

/// Before its first day a wave is to whoever holds a code what a draft is.
WaveState seat_state(const Wave& wave, const Request& request) {
    const WaveState state = state_at(wave, request.now_ms);
    const bool waits = state == WaveState::Open && !is_asking(wave, request.now_ms);
    return waits ? WaveState::Draft : state;
}

}  // namespace

Wave wave_at(Wave wave, std::int64_t now_ms) {
    wave.state = state_at(wave, now_ms);
    return wave;
}

Response show_waves(const Services& services, const Request& request) {
    // Who looks sees them none the less where nothing can be written.
    std::ignore = close_ended_waves(services.storage, request.now_ms);
    const auto waves = services.storage.waves();
    if (!waves) return refused(waves.error());
    Value list = Value::list();
    for (const Wave& wave : *waves) list.push(wave_tree(wave_at(wave, request.now_ms)));
    return json_response(200, Value::map({{"waves", list}}));
}

Response show_wave(const Services& services, const Request& request) {
    const auto wave = wave_named(services, request.captured[0]);
    if (!wave) return refused(wave.error());
    return json_response(200, wave_tree(wave_at(*wave, request.now_ms)));
}

Response plan_wave(const Services& services, const Request& request) {
    const auto tree = parse_json(request.body, {.max_bytes = kPlanBytes});
    if (!tree) return refused(tree.error());
    if (tree->if_map() == nullptr) return refused(Error{ErrorCode::BodyNotObject});
    const Value& id = (*tree)["id"];
    if (id.is_null()) return refused(Error{ErrorCode::FieldMissing, "/id"});
    if (!is_uuid_v7(id.string_or(""))) return refused(Error{ErrorCode::FieldFormat, "/id"});
    const auto checkup = checkup_named(services, *tree);
    if (!checkup) return refused(checkup.error());
    CheckedWave read = wave_plan_of(*tree, services.catalogue, checkup->get());
    if (!read.ok()) return refused(std::move(read.errors));
    if (const auto error = out_of_scope(request, read.plan)) return refused(*error);
    const auto before = services.storage.wave(id.string_or(""));
    if (!before) return refused(before.error());
    if (*before)
        if (const auto error = out_of_scope(request, (*before)->plan)) return refused(*error);
    const auto wave =
        services.storage.plan_wave(id.string_or(""), read.plan, request.actor(), request.now_ms);
    return wave ? json_response(201, wave_tree(*wave)) : refused(wave.error());
}

Response move_wave(const Services& services, const Request& request) {
    const auto tree = parse_json(request.body);
    if (!tree) return refused(tree.error());
    if (tree->if_map() == nullptr) return refused(Error{ErrorCode::BodyNotObject});
    if ((*tree)["move"].is_null()) return refused(Error{ErrorCode::FieldMissing, "/move"});
    const auto move = wave_move_from_name((*tree)["move"].string_or(""));
    if (!move) return refused(Error{ErrorCode::FieldChoice, "/move"});
    const auto wave = wave_named(services, request.captured[0]);
    if (!wave) return refused(wave.error());
    if (const auto error = out_of_scope(request, wave->plan)) return refused(*error);
    const auto moved =
        services.storage.move_wave(request.captured[0], *move, request.actor(), request.now_ms);
    return moved ? json_response(200, wave_tree(*moved)) : refused(moved.error());
}

Response print_sheets(const Services& services, const Request& request) {
    const auto tree = parse_json(request.body);
    if (!tree) return refused(tree.error());
    if (tree->if_map() == nullptr) return refused(Error{ErrorCode::BodyNotObject});
    const auto wave = wave_named(services, request.captured[0]);
    if (!wave) return refused(wave.error());
    const std::string community = tree->text("community");
    if (!is_community_code(community))
        return refused(Error{ErrorCode::CommunityCode, "/community"});
    if (const auto error = out_of_scope(request, community)) return refused(*error);
    const auto buildings = buildings_of(*tree);
    if (!buildings) return refused(buildings.error());
    std::vector<SeatCard> cards;
    for (const BuildingAsked& building : *buildings)
        if (const auto added = add_codes(services, request, *wave, community, building, cards);
            !added)
            return refused(added.error());
    const auto pdf = seat_sheet_pdf(
        words_of(*wave, community_name(services, community), tree->text("lang")), cards);
    if (!pdf) return refused(pdf.error());
    Response response;
    response.status = 201;
    response.with("Content-Type", "application/pdf");
    response.with("Content-Disposition",
                  "attachment; filename=\"kongdi-codes-" + community + ".pdf\"");
    response.with("Cache-Control", "no-store");
    response.with("X-Total-Count", std::to_string(cards.size()));
    response.body = *pdf;
    return response;
}

Response show_seat(const Services& services, const Request& request) {
    // The code as it was printed, or its hash, which is what goes into a record.
    const std::string code = seat_code_of(request.captured[0]);
    const bool is_hash = is_sha256_text(request.captured[0]);
    if (code.empty() && !is_hash) return refused(Error{ErrorCode::FieldFormat, "/code"});
    const std::string hash = is_hash ? request.captured[0] : seat_hash(code);
    const auto seat = services.storage.seat(hash);
    if (!seat) return refused(seat.error());
    if (!*seat) return refused(Error{ErrorCode::NotFound});
    const auto wave = wave_named(services, (*seat)->wave_id);
    if (!wave) return refused(wave.error());
    Response response =
        json_response(200, Value::map({{"seat", hash},
                                       {"wave", wave->id},
                                       {"title", wave->plan.title},
                                       {"state", wave_state_name(seat_state(*wave, request))},
                                       {"questionnaire", wave->plan.questionnaire},
                                       {"questionnaire_version", wave->plan.questionnaire_version},
                                       {"community", (*seat)->community},
                                       {"community_name", (*seat)->community_name},
                                       {"building", (*seat)->building},
                                       {"is_used", (*seat)->is_used}}));
    response.with("Cache-Control", "no-store");
    return response;
}

Response open_seat(const Services& services, const Request& request) {
    const PlainPage page(request);
    const std::string code = seat_code_of(request.captured[0]);
    const auto seat = services.storage.seat(seat_hash(code));
    if (!seat) return refused(seat.error());
    if (code.empty() || !*seat) return see_other(page.link("/rate"));
    const auto wave = wave_named(services, (*seat)->wave_id);
    if (!wave) return refused(wave.error());
    if (!is_asking(*wave, request.now_ms)) return see_other(page.link("/rate"));
    const std::string hash = seat_hash(code);
    Response response = see_other(page.link("/rate", {{"seat", hash}}));
    // Whom that page does not open for goes on to the forms.
    keep_seat(response, request, {hash, (*seat)->community});
    return response;
}

}  // namespace kongdi::server
