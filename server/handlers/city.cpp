// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/city.hpp"

#include <array>
#include <cstdlib>

#include "core/api/messages.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/rules/record_check.hpp"
#include "server/storage/restoration.hpp"

namespace kongdi::server {

namespace {

/// What a phone can draw at once; large features come first, so a wide view loses only small ones.
constexpr std::int64_t kMaxFeatures = 4000;

}  // namespace

Result<Box> box_of_text(std::string_view text) {
    const Error bad{ErrorCode::RequestFormat, "/bbox"};
    std::array<double, 4> sides{};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto end = text.find(',');
        if ((end == std::string_view::npos) != (i == 3)) return bad;
        const std::string number(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (number.empty() || number.size() > 32 ||
            number.find_first_not_of("+-.0123456789eE") != std::string::npos)
            return bad;
        char* stop = nullptr;
        sides[i] = std::strtod(number.c_str(), &stop);
        if (*stop != '\0') return bad;
    }
    const Box box{sides[0], sides[1], sides[2], sides[3]};
    if (!is_on_earth(box.west, box.south) || !is_on_earth(box.east, box.north) || box.empty())
        return Error{ErrorCode::CoordinatesRange, "/bbox"};
    return box;
}

Response show_city(const Services& services, const Request& request) {
    const auto name = services.storage.setting(kSettingCityName);
    if (!name) return refused(name.error());
    const auto demo = services.storage.setting(kSettingDemo);
    if (!demo) return refused(demo.error());
    const auto box = services.storage.map_box();
    if (!box) return refused(box.error());
    auto communities = services.storage.communities();
    if (!communities) return refused(communities.error());
    const auto restored = restoration_of(services.storage);
    if (!restored) return refused(restored.error());
    Value city = api::to_value(
        api::City{*name, *demo == "1", *box, request.now_ms, *std::move(communities)});
    city.set("keep_days", services.keep_delivered_days);
    if (*restored) city.set("restored", to_value(**restored));
    return json_response(200, city);
}

Response show_map(const Services& services, const Request& request) {
    const auto box = box_of_text(request.parameter("bbox"));
    if (!box) return refused(box.error());
    const auto part = services.storage.map_part(*box, kMaxFeatures);
    if (!part) return refused(part.error());
    return json_response(200, api::to_value(*part));
}

Response show_schema(const Services& services, const Request& request) {
    constexpr std::string_view kSuffix = ".json";
    std::string_view name = request.captured[0];
    if (!name.ends_with(kSuffix)) return refused(Error{ErrorCode::NotFound});
    name.remove_suffix(kSuffix.size());
    const auto kind = record_kind_from_name(name);
    if (!kind && name != "questionnaire") return refused(Error{ErrorCode::NotFound});
    Response response = json_response(
        200, kind ? record_schema(*kind, services.catalogue) : questionnaire_schema());
    response.headers[0].second = "application/schema+json";
    return response;
}

}  // namespace kongdi::server
