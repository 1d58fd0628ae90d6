// SPDX-License-Identifier: Apache-2.0
// Charts as pictures to put into a report. Each is seen by whoever sees the numbers behind it.
#pragma once

#include <span>
#include <string_view>

#include "server/handlers/community_paper.hpp"
#include "server/sheets/chart.hpp"

namespace kongdi::server {

struct ChartAsked {
    const Services& services;
    const Request& request;
    const PaperFor& paper;
};
struct ChartRow {
    std::string_view name;
    Result<Chart> (*chart)(const ChartAsked&);
};
/// THE table of charts.
std::span<const ChartRow> chart_rows();

/// GET /export/chart/{name}.svg, .png or .pdf, each with .sha256 behind it. ?lang=zh|en and
///   ranking         run, rows (1 to 400, the lowest; those that matter when it is not said)
///   distribution    run
///   quadrants, map  community, run
///   plan            year, state, community
///   reach           facility, space, or community and kind (from its verified facilities)
///   progress        wave, rows
///   city_map        run
/// Tagged by its SHA-256. not_found, request_format with the name of a wrong parameter.
Response show_chart(const Services& services, const Request& request);

/// Of a file that was made whole: its tag, its name, 304 when whoever asks has it. `file` may end
/// in .sha256.
Response paper_response(const Request& request, std::string_view file, std::string_view media_type,
                        std::string body);

/// The foot of what is in the registers today.
void foot_of_register(const PaperFor& paper, Chart& chart, bool is_published);

Result<Chart> index_ranking(const ChartAsked&);
Result<Chart> index_distribution(const ChartAsked&);
Result<Chart> community_quadrants(const ChartAsked&);
Result<Chart> map_of_community(const ChartAsked&);
Result<Chart> plan_time_line(const ChartAsked&);
Result<Chart> reach_of_place(const ChartAsked&);
Result<Chart> wave_progress(const ChartAsked&);
Result<Chart> map_of_city(const ChartAsked&);

}  // namespace kongdi::server
