// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "server/handlers/chart_values.hpp"

namespace kongdi::server {

std::vector<const CommunityIndex*> lowest_first(const CityIndex& index, bool only_low) {
    std::vector<const CommunityIndex*> out;
    for (const CommunityIndex& one : index.communities)
        if (one.has_index && (!only_low || one.bottom || one.survey_first)) out.push_back(&one);
    std::sort(out.begin(), out.end(), [](const CommunityIndex* a, const CommunityIndex* b) {
        return ranks_before(*a, *b);
    });
    return out;
}

Interval interval_of(const CommunityIndex& one) {
    return {one.low, one.index, one.high,
            one.survey_first ? Mark::Unsure
            : one.bottom     ? Mark::Listed
                             : Mark::Plain};
}

IntervalAxis axis_of(std::span<const CommunityIndex* const> communities, const CityIndex& index) {
    IntervalAxis out;
    if (communities.empty()) return out;
    double low = 100, high = 0;
    for (const CommunityIndex* one : communities) {
        low = std::min(low, one->low);
        high = std::max(high, one->high);
    }
    out.from = std::max(0.0, std::floor(low / 10) * 10);
    out.to = std::min(100.0, std::max(std::ceil(high / 10) * 10, out.from + 10));
    if (index.bottom > 0) out.cut = index.cut;
    return out;
}

std::string mark_words(const PaperFor& paper, const CommunityIndex& one) {
    if (one.survey_first) return std::string(paper.text("index.survey_first"));
    return one.bottom ? std::string(paper.text("index.bottom")) : std::string();
}

RankingChart ranking_chart(const PaperFor& paper, const CityIndex& index,
                           std::span<const CommunityIndex* const> communities) {
    RankingChart out;
    out.axis = axis_of(communities, index);
    for (const CommunityIndex* one : communities)
        out.rows.push_back({one->name, interval_of(*one), hundredths(one->index),
                            share_text(one->probability), mark_words(paper, *one)});
    out.heads = {std::string(paper.text("sheet.community")),
                 std::string(paper.text("chart.interval")), std::string(paper.text("index.index")),
                 std::string(paper.text("chart.probability"))};
    if (out.axis.cut) out.cut = paper.text("index.cut", {{"cut", hundredths(*out.axis.cut)}});
    out.none = paper.text("chart.no_communities");
    return out;
}

DistributionChart distribution_chart(const PaperFor& paper, const CityIndex& index) {
    DistributionChart out;
    out.axis = paper.text("chart.index_axis");
    out.legend = {std::string(paper.text("index.not_bottom")),
                  std::string(paper.text("index.bottom"))};
    out.none = paper.text("chart.no_communities");
    const std::vector<const CommunityIndex*> all = lowest_first(index, false);
    if (all.empty()) return out;
    const double span = all.back()->index - all.front()->index;
    const double wide = span > 40 ? 5 : span > 12 ? 2 : 1;
    const double from = std::floor(all.front()->index / wide) * wide;
    for (double at = from; at <= all.back()->index; at += wide)
        out.bins.push_back({at, at + wide, 0, 0});
    for (const CommunityIndex* one : all) {
        const auto place = static_cast<std::size_t>((one->index - from) / wide);
        Bin& bin = out.bins[std::min(place, out.bins.size() - 1)];
        ++bin.count;
        if (one->bottom) ++bin.listed;
    }
    if (index.bottom > 0) {
        out.cut = index.cut;
        out.cut_words = paper.text("index.cut", {{"cut", hundredths(index.cut)}});
    }
    return out;
}

std::string kind_words(const PaperFor& paper, const Catalogue& catalogue, std::string_view kind) {
    const FacilityKind* found = catalogue.facility(kind);
    return std::string(found != nullptr ? found->label.in(paper.language()) : kind);
}

QuadrantChart quadrant_chart(const PaperFor& paper, const api::CommunityCard& card,
                             const Catalogue& catalogue) {
    QuadrantChart out;
    out.quadrants = {std::string(paper.text("index.field.improve")),
                     std::string(paper.text("index.field.keep_up")),
                     std::string(paper.text("index.field.low_priority")),
                     std::string(paper.text("index.field.more_than_needed"))};
    out.axes = {std::string(paper.text("chart.satisfaction")),
                std::string(paper.text("chart.importance"))};
    out.none = paper.text("chart.too_few_ratings");
    if (!card.axes) return out;
    out.mean_satisfaction = card.axes->satisfaction;
    out.mean_importance = card.axes->importance;
    for (const api::GapRow& row : card.services)
        if (row.satisfaction && row.importance && row.quadrant)
            out.points.push_back({kind_words(paper, catalogue, row.kind), *row.satisfaction,
                                  *row.importance, static_cast<std::size_t>(*row.quadrant)});
    return out;
}

}  // namespace kongdi::server
