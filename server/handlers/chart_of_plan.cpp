// SPDX-License-Identifier: Apache-2.0
#include "core/base/time.hpp"
#include "server/handlers/chart_values.hpp"

namespace kongdi::server {

TimeLineChart time_line_chart(const PaperFor& paper, std::span<const PlanItem> items) {
    TimeLineChart out;
    out.today = day_number(paper.now_ms);
    out.today_words = paper.text("chart.today", {{"day", day_text(paper.now_ms)}});
    out.no_days = paper.text("plan.no_days");
    out.legend = {std::string(paper.text("chart.done")), std::string(paper.text("chart.to_do")),
                  std::string(paper.text("chart.late"))};
    out.none = paper.text("plan.none");
    for (const PlanItem& item : items) {
        const PlanState state = item.standing.state;
        if (state == PlanState::Removed) continue;
        TimeRow row;
        row.title = item.facts.title;
        row.place = item.community_name.empty() ? item.facts.community : item.community_name;
        row.percent = static_cast<int>(percent_done(item));
        row.first_day = parse_date(item.facts.starts_on);
        row.last_day = parse_date(item.facts.ends_on);
        row.is_late = row.last_day && *row.last_day < out.today && row.percent < 100;
        row.says =
            paper.text("chart.item_says",
                       {{"state", paper.text("plan.state." + std::string(plan_state_name(state)))},
                        {"percent", row.percent}});
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace kongdi::server
