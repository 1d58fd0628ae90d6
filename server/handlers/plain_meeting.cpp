// SPDX-License-Identifier: Apache-2.0
// What became of a meeting, as a page that prints on paper: what was asked, how many answered, what
// they said with small numbers kept back, what was agreed.
#include <algorithm>
#include <array>
#include <cmath>

#include "server/handlers/meetings.hpp"
#include "server/handlers/plain.hpp"
#include "server/handlers/plain_page.hpp"

namespace kongdi::server {

namespace {

using api::MeetingQuestion;
using api::MeetingSummary;
using api::OptionCount;

/// A scale counts its five steps by number, from the worst on.
std::string option_words(const PlainPage& page, const Question& question,
                         const OptionCount& option) {
    constexpr std::array<std::string_view, 5> kSteps{
        "scale.very_bad", "scale.bad", "scale.middling", "scale.good", "scale.very_good"};
    if (question.kind == QuestionKind::Scale && option.code.size() == 1 && option.code[0] >= '1' &&
        option.code[0] <= '5')
        return std::string(page.text(kSteps[static_cast<std::size_t>(option.code[0] - '1')]));
    for (const Choice& choice : question.choices)
        if (choice.code == option.code) return std::string(choice.label.in(page.code()));
    return option.code;
}

/// Rounded to a tenth: "3.7".
std::string mean_text(double mean) {
    const auto tenths = std::llround(mean * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

void draw_counts(PlainPage& page, const MeetingQuestion& one) {
    std::int64_t most = 1;
    for (const OptionCount& option : one.results->counts)
        most = std::max(most, option.count.value_or(0));
    page.html.open("table", {{"class", "counts"}});
    const bool ranked = one.question.kind == QuestionKind::Ranking;
    for (const std::size_t i : api::shown_order(one)) {
        const OptionCount& option = one.results->counts[i];
        const std::string words = option_words(page, one.question, option);
        page.html.open("tr").element("th", {{"scope", "row"}}, words).open("td");
        if (option.count)
            page.html
                .open(
                    "meter",
                    {{"min", 0}, {"max", most}, {"value", *option.count}, {"aria-hidden", "true"}})
                .close("meter");
        std::string said = std::to_string(option.count.value_or(0));
        if (ranked && option.count)
            said = page.text("join.place",
                             {{"place", mean_text(api::mean_place(*one.results, *option.count))}});
        if (!option.count) said = page.text("join.few");
        page.html.close("td").element("td", {{"class", "count"}}, said);
        page.html.close("tr");
    }
    page.html.close("table");
}

void draw_question(PlainPage& page, const MeetingQuestion& one) {
    const api::MeetingResult& result = *one.results;
    page.html.open("section", {{"class", "card"}})
        .element("h2", {}, one.question.label.in(page.code()))
        .element("p", {{"class", "hint"}},
                 result.n > 0 ? page.text("summary.answered", {{"count", result.n}})
                              : std::string(page.text("summary.few")));
    if (one.question.kind == QuestionKind::Text) {
        if (result.words.empty())
            page.html.element("p", {}, page.text("join.no_words"));
        else
            page.html.open("ul", {{"class", "list"}});
        for (const std::string& words : result.words) page.html.element("li", {}, words);
        if (!result.words.empty()) page.html.close("ul");
    } else {
        draw_counts(page, one);
    }
    if (result.mean)
        page.html.element("p", {}, page.text("join.mean", {{"mean", mean_text(*result.mean)}}));
    page.html.close("section");
}

void draw_decisions(PlainPage& page, const std::vector<Decision>& decisions) {
    page.html.open("section", {{"class", "card"}})
        .element("h2", {}, page.text("summary.decisions"));
    if (decisions.empty())
        page.html.element("p", {{"class", "hint"}}, page.text("summary.no_decisions"));
    else
        page.html.open("ul", {{"class", "list"}});
    for (const Decision& one : decisions) {
        page.html.open("li").text(one.text);
        if (!one.due.empty())
            page.html.text(" ").element("strong", {}, page.text("summary.due", {{"day", one.due}}));
        page.html.close("li");
    }
    if (!decisions.empty()) page.html.close("ul");
    page.html.close("section");
}

}  // namespace

Response show_plain_meeting(const Services& services, const Request& request) {
    const auto shown = summary_for(services, request);
    if (!shown) return refused(shown.error());
    const MeetingSummary& summary = shown->summary;
    PlainPage page(request);
    std::string where = summary.community_name;
    if (summary.opened_at_ms)
        where.append(where.empty() ? "" : " · ").append(plain_time(*summary.opened_at_ms));
    page.html.element("p", {{"class", "hint"}}, where);
    page.html.element("p", {},
                      summary.joined > 0 ? page.text("summary.joined", {{"count", summary.joined}})
                                         : std::string(page.text("summary.few_joined")));
    if (!shown->is_published)
        page.html.element("p", {{"class", "note"}}, page.text("summary.not_published"));
    draw_decisions(page, summary.decisions);
    for (const MeetingQuestion& one : summary.questions) draw_question(page, one);
    page.html.element("p", {{"class", "hint"}}, page.text("summary.kept_back"));
    return page.answer(summary.title);
}

}  // namespace kongdi::server
