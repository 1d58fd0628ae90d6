// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/charts.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/sha256.hpp"
#include "core/codec/plan_codec.hpp"
#include "server/handlers/city_paper.hpp"
#include "server/handlers/index_reading.hpp"
#include "server/handlers/plan_items.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<ChartRow, 8> kCharts{{
    {"ranking", index_ranking},
    {"distribution", index_distribution},
    {"quadrants", community_quadrants},
    {"map", map_of_community},
    {"plan", plan_time_line},
    {"reach", reach_of_place},
    {"progress", wave_progress},
    {"city_map", map_of_city},
}};

struct ChartFormat {
    std::string_view ending;
    std::string_view media_type;
};
constexpr std::array<ChartFormat, 3> kFormats{
    {{".svg", "image/svg+xml"}, {".png", "image/png"}, {".pdf", "application/pdf"}}};
constexpr std::string_view kSum = ".sha256";

constexpr std::size_t kRowsByDefault = 60;
constexpr std::size_t kMostRows = 400;

/// How many rows are asked for; none when it is not said.
Result<std::optional<std::size_t>> rows_asked(const Request& request) {
    const std::string_view text = request.parameter("rows");
    if (text.empty()) return std::optional<std::size_t>();
    std::size_t rows = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), rows);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || rows < 1 ||
        rows > kMostRows)
        return Error{ErrorCode::RequestFormat, "/rows"};
    return std::optional(rows);
}

Chart chart_of_run(const ChartAsked& asked, const std::optional<IndexRun>& run) {
    Chart out;
    out.language = asked.paper.language();
    if (!run) {
        out.day_ms = asked.paper.now_ms;
        out.foot = paper_foot(asked.paper, asked.paper.city, out.day_ms, false);
        return out;
    }
    out.foot =
        paper_foot(asked.paper, run_source(asked.paper, *run), run->made_at_ms, may_quote(*run));
    return out;
}

struct RunRead {
    std::optional<IndexRun> run = {};
    CityIndex index = {};
};
Result<RunRead> run_read(const ChartAsked& asked) {
    RunRead out;
    out.run =
        KONGDI_TRY(index_run_asked(asked.services, std::string(asked.request.parameter("run"))));
    if (out.run)
        out.index =
            KONGDI_TRY(index_result_of(asked.services, out.run->id, within_scope(asked.request)));
    return out;
}

void note_scope(const ChartAsked& asked, Chart& chart) {
    if (!sees_whole_city(asked.request))
        chart.notes.emplace_back(asked.paper.text("sheet.own_part"));
}

}  // namespace

void foot_of_register(const PaperFor& paper, Chart& chart, bool is_published) {
    // To the day, so that a chart asked for twice has the same bytes.
    constexpr std::int64_t kDayMs = 86'400'000;
    chart.day_ms = std::int64_t{day_number(paper.now_ms)} * kDayMs;
    chart.foot = paper_foot(paper, paper.text("sheet.register_source", {{"city", paper.city}}),
                            paper.now_ms, is_published);
}

std::span<const ChartRow> chart_rows() { return kCharts; }

Result<Chart> index_ranking(const ChartAsked& asked) {
    const auto rows = KONGDI_TRY(rows_asked(asked.request));
    const RunRead read = KONGDI_TRY(run_read(asked));
    // Whom the plan is about, when nobody says how many.
    std::vector<const CommunityIndex*> shown = lowest_first(read.index, false);
    const std::size_t all = shown.size();
    if (!rows) {
        const auto low = lowest_first(read.index, true);
        if (!low.empty()) shown = low;
    }
    if (shown.size() > rows.value_or(kRowsByDefault)) shown.resize(rows.value_or(kRowsByDefault));
    std::vector<std::string> straight;
    if (read.run)
        straight = straight_communities(
            KONGDI_TRY(index_city_of(asked.services.storage, read.run->id)), {});
    const auto mark_of = [&](const CommunityIndex& one) {
        return std::binary_search(straight.begin(), straight.end(), one.code) ? " *" : "";
    };
    Chart out = chart_of_run(asked, read.run);
    out.title = asked.paper.text("chart.ranking");
    out.subtitle =
        asked.paper.text("chart.ranking_of", {{"count", static_cast<std::int64_t>(shown.size())},
                                              {"all", static_cast<std::int64_t>(all)}});
    out.notes.emplace_back(asked.paper.text("chart.ranking_note"));
    if (std::any_of(shown.begin(), shown.end(),
                    [&](const CommunityIndex* one) { return *mark_of(*one) != '\0'; }))
        out.notes.push_back("* " + std::string(asked.paper.text("index.no_roads")));
    note_scope(asked, out);
    out.description = out.subtitle;
    for (const CommunityIndex* one : shown)
        out.description += " " + one->name + mark_of(*one) + " " + hundredths(one->index) + " (" +
                           hundredths(one->low) + "–" + hundredths(one->high) + ");";
    RankingChart body = ranking_chart(asked.paper, read.index, shown);
    for (std::size_t i = 0; i < shown.size(); ++i) body.rows[i].name += mark_of(*shown[i]);
    out.body = std::move(body);
    return out;
}

Result<Chart> map_of_city(const ChartAsked& asked) {
    const RunRead read = KONGDI_TRY(run_read(asked));
    Chart out = chart_of_run(asked, read.run);
    out.title = asked.paper.text("chart.city_map");
    if (read.run) out.subtitle = read.run->title;
    out.description = city_map_says(asked.paper, read.index);
    out.body = city_map(
        asked.paper, read.index,
        KONGDI_TRY(community_outlines(asked.services.storage, within_scope(asked.request))));
    out.notes.emplace_back(asked.paper.text("chart.map_sketch"));
    return out;
}

Result<Chart> index_distribution(const ChartAsked& asked) {
    const RunRead read = KONGDI_TRY(run_read(asked));
    Chart out = chart_of_run(asked, read.run);
    const auto communities = static_cast<std::int64_t>(lowest_first(read.index, false).size());
    out.title = asked.paper.text("chart.distribution");
    out.subtitle =
        asked.paper.text("index.distribution_says", {{"count", communities},
                                                     {"bottom", read.index.bottom},
                                                     {"cut", hundredths(read.index.cut)}});
    note_scope(asked, out);
    out.description = out.subtitle;
    out.body = distribution_chart(asked.paper, read.index);
    return out;
}

Result<Chart> community_quadrants(const ChartAsked& asked) {
    const CommunityPaper one = KONGDI_TRY(community_paper(asked.services, asked.request, false));
    Chart out = chart_of_run(asked, one.run);
    out.title = asked.paper.text(
        "chart.of", {{"name", one.name}, {"what", asked.paper.text("index.quadrants")}});
    out.subtitle = asked.paper.text("chart.quadrants_hint");
    out.notes.emplace_back(asked.paper.text("chart.few_note"));
    QuadrantChart body;
    body.none = asked.paper.text("chart.too_few_ratings");
    if (one.card) body = quadrant_chart(asked.paper, *one.card, asked.services.catalogue);
    for (const QuadrantPoint& point : body.points)
        out.description += point.name + ": " + tenths(point.satisfaction) + " / " +
                           tenths(point.importance) + "; ";
    out.body = std::move(body);
    return out;
}

Result<Chart> map_of_community(const ChartAsked& asked) {
    const CommunityPaper one = KONGDI_TRY(community_paper(asked.services, asked.request, true));
    Chart out;
    out.language = asked.paper.language();
    out.title = one.name;
    out.subtitle = asked.paper.text(
        "chart.map_says", {{"facilities", static_cast<std::int64_t>(one.places.facilities.size())},
                           {"spaces", static_cast<std::int64_t>(one.places.spaces.size())}});
    out.notes.emplace_back(asked.paper.text("chart.map_sketch"));
    std::string names;
    for (std::size_t i = 0; i < one.places.facilities.size(); ++i)
        names += std::to_string(i + 1) + " " + one.places.facilities[i].facts.name + "　";
    for (std::size_t i = 0; i < one.places.spaces.size(); ++i)
        names += letter_number(i) + " " + one.places.spaces[i].receipt + "　";
    if (!names.empty()) out.notes.push_back(std::move(names));
    foot_of_register(asked.paper, out, false);
    out.description = out.subtitle;
    out.body = community_map(asked.paper, one.code, one.box, one.map, one.places);
    return out;
}

Result<Chart> plan_time_line(const ChartAsked& asked) {
    const auto rows = KONGDI_TRY(rows_asked(asked.request));
    PlanQuery query = KONGDI_TRY(plan_query_of(asked.request.query));
    query.within = within_scope(asked.request);
    std::vector<PlanItem> items = KONGDI_TRY(asked.services.storage.plan_items(query));
    std::erase_if(items,
                  [](const PlanItem& item) { return item.standing.state == PlanState::Removed; });
    const std::size_t all = items.size();
    if (items.size() > rows.value_or(kRowsByDefault)) items.resize(rows.value_or(kRowsByDefault));
    Chart out;
    out.language = asked.paper.language();
    out.title = asked.paper.text("plan.page");
    out.subtitle =
        asked.paper.text("chart.items_of", {{"count", static_cast<std::int64_t>(items.size())},
                                            {"all", static_cast<std::int64_t>(all)}});
    note_scope(asked, out);
    foot_of_register(asked.paper, out, false);
    TimeLineChart body = time_line_chart(asked.paper, items);
    for (const TimeRow& row : body.rows) out.description += row.title + ": " + row.says + "; ";
    out.body = std::move(body);
    return out;
}

Response show_chart(const Services& services, const Request& request) {
    const std::string& file = request.captured[0];
    std::string_view stem = file;
    if (stem.ends_with(kSum)) stem.remove_suffix(kSum.size());
    const ChartFormat* format = nullptr;
    for (const ChartFormat& one : kFormats)
        if (stem.ends_with(one.ending)) format = &one;
    if (format == nullptr) return refused(Error{ErrorCode::NotFound});
    stem.remove_suffix(format->ending.size());
    const ChartRow* row = nullptr;
    for (const ChartRow& one : kCharts)
        if (one.name == stem) row = &one;
    if (row == nullptr) return refused(Error{ErrorCode::NotFound});

    const auto language = paper_language(request.parameter("lang"));
    if (!language) return refused(language.error());
    const auto paper = paper_for(services, request, *language);
    if (!paper) return refused(paper.error());
    const auto chart = row->chart({services, request, *paper});
    if (!chart) return refused(chart.error());
    auto picture = format->ending == ".svg"   ? chart_svg(*chart)
                   : format->ending == ".png" ? chart_png(*chart)
                                              : chart_pdf(*chart, {.title = chart->title,
                                                                   .author = paper->city,
                                                                   .subject = chart->subtitle,
                                                                   .language = chart->language,
                                                                   .made_at_ms = chart->day_ms});
    if (!picture) return refused(picture.error());
    return paper_response(request, file, format->media_type, *std::move(picture));
}

Response paper_response(const Request& request, std::string_view file, std::string_view media_type,
                        std::string body) {
    Response response;
    const std::string sum = sha256(body);
    const std::string tag = "\"" + sum.substr(0, 32) + "\"";
    // Of staff, and of this moment.
    response.with("Cache-Control", "private, no-cache");
    response.with("ETag", tag);
    if (request.header("If-None-Match").find(tag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    std::string name = "kongdi-";
    name.append(file.substr(0, file.ends_with(kSum) ? file.size() - kSum.size() : file.size()));
    if (file.ends_with(kSum)) {
        response.with("Content-Type", "text/plain; charset=utf-8");
        response.body = sum + "  " + name + "\n";
        return response;
    }
    response.with("Content-Type", std::string(media_type));
    response.with("Content-Disposition", "inline; filename=\"" + name + "\"");
    response.body = std::move(body);
    return response;
}

}  // namespace kongdi::server
