// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>

#include "core/base/time.hpp"
#include "server/handlers/download.hpp"

namespace kongdi::server {

namespace {

constexpr int kChinaMinutes = 8 * 60;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kChinaMs = kChinaMinutes * 60'000;

/// When the day began where the planner sits.
std::int64_t day_of(std::int64_t now_ms) {
    return (now_ms + kChinaMs) / kDayMs * kDayMs - kChinaMs;
}

std::string day_text(std::int64_t day_ms) {
    const CivilTime day = civil_time(day_ms, kChinaMinutes);
    char out[16];
    std::snprintf(out, sizeof out, "%04d%02d%02d", day.year, day.month, day.day);
    return out;
}

std::string_view parameter(const std::vector<Pair>& query, std::string_view name) {
    for (const auto& [key, value] : query)
        if (key == name) return value;
    return {};
}

Error wrong(std::string_view name) { return {ErrorCode::RequestFormat, path_step(name)}; }

/// None for what is neither 0 nor 1.
std::optional<bool> switch_of(std::string_view text, bool otherwise) {
    if (text.empty()) return otherwise;
    if (text == "0" || text == "1") return text == "1";
    return std::nullopt;
}

Result<ExportOptions> options_of(const ExportFormat& format, const std::vector<Pair>& query) {
    ExportOptions out;
    const bool is_csv = format.name.ends_with("csv");
    const std::string_view encoding = parameter(query, "encoding");
    out.gb18030 = encoding == "gb18030";
    if (!encoding.empty() && encoding != "utf-8" && !(out.gb18030 && is_csv))
        return wrong("encoding");
    const auto bom = switch_of(parameter(query, "bom"), !out.gb18030);
    if (!bom || (*bom && out.gb18030)) return wrong("bom");
    out.bom = *bom;
    const auto trailer = switch_of(parameter(query, "trailer"), false);
    if (!trailer || (*trailer && format.name != "csv")) return wrong("trailer");
    out.trailer = *trailer;
    return out;
}

constexpr std::array<std::string_view, 6> kOptions{"lang", "crs",     "encoding",
                                                   "bom",  "trailer", "frozen"};

Result<void> all_known(const DataSet& set, const std::vector<Pair>& query) {
    const auto among = [](const auto& names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    for (const auto& parameter : query)
        if (!among(kOptions, parameter.first) && !among(set.filters, parameter.first))
            return wrong(parameter.first);
    return {};
}

/// "-epsg4549"; nothing for WGS-84.
std::string crs_part(const Crs& crs) {
    std::string out;
    if (crs.name == kWgs84.name) return out;
    out += '-';
    for (const char c : crs.name)
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if (c >= '0' && c <= '9')
            out += c;
    return out;
}

}  // namespace

Result<DownloadAsked> download_asked(std::string_view file, const std::vector<Pair>& query,
                                     std::int64_t now_ms) {
    DownloadAsked out;
    out.sum = file.ends_with(kSumEnding);
    if (out.sum) file.remove_suffix(kSumEnding.size());
    const auto dot = file.find('.');
    if (dot == std::string_view::npos) return Error{ErrorCode::NotFound};
    out.set = data_set(file.substr(0, dot));
    out.format = export_format(file.substr(dot + 1));
    if (out.set == nullptr || out.format == nullptr) return Error{ErrorCode::NotFound};

    KONGDI_CHECK(all_known(*out.set, query));
    out.options = KONGDI_TRY(options_of(*out.format, query));
    out.options.day_ms = day_of(now_ms);
    const std::string_view language = parameter(query, "lang");
    if (!language.empty()) out.language = language;
    if (!is_language(out.language)) return wrong("lang");
    out.crs = KONGDI_TRY(crs_named(parameter(query, "crs")));
    if (out.format->wgs84_only && out.crs->name != kWgs84.name) return wrong("crs");
    out.says_crs = !out.format->wgs84_only && !parameter(query, "crs").empty();
    return out;
}

std::string file_name(const DownloadAsked& asked) {
    std::string out = "kongdi-";
    out.append(asked.set->name).append("-");
    if (!asked.part.empty()) out.append(asked.part).append("-");
    out.append(day_text(asked.options.day_ms));
    out.append(crs_part(*asked.crs)).append(".").append(asked.format->name);
    return out;
}

std::string media_type(const DownloadAsked& asked) {
    return asked.options.gb18030 ? "text/csv; charset=gb18030"
                                 : std::string(asked.format->media_type);
}

}  // namespace kongdi::server
