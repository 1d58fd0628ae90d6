// SPDX-License-Identifier: Apache-2.0
// Which idle space could hold which missing service: the best choice under a budget, each with why.
#include <algorithm>
#include <map>

#include "core/model/money.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/index_words.hpp"
#include "shell/desk/plan_words.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string yuan_text(const text::Text& text, std::int64_t yuan) {
    return text("proposals.wan", {{"wan", format_money(yuan, MoneyUnit::Wan)}});
}

std::string community_label(const AppState& state, std::string_view code) {
    if (state.index.card)
        for (const CommunityIndex& one : state.index.card->index.communities)
            if (one.code == code && !one.name.empty()) return one.name;
    if (state.index.community && state.index.community->index.code == code &&
        !state.index.community->index.name.empty())
        return state.index.community->index.name;
    if (state.city)
        for (const api::Community& one : state.city->communities)
            if (one.code == code) return one.name;
    return std::string(code);
}

std::string type_label(const AppState& state, std::string_view code) {
    const SpaceType* type = state.catalogue.space_type(code);
    return type != nullptr ? std::string(type->label.in(language_code(state.language)))
                           : std::string(code);
}

std::string value_text(const AppState& state, const text::Text& text,
                       const api::ProposalValue& one) {
    const std::string_view word = one.value.string_or("");
    if (one.as == "yuan") return yuan_text(text, one.value.int_or(0));
    if (one.as == "space" && !one.label.empty()) return one.label;
    if (one.as == "space") return std::string(text("proposals.another_space"));
    if (one.as == "kind") return kind_label(state, word);
    if (one.as == "community") return community_label(state, word);
    if (one.as == "texts") {
        std::string out;
        if (const Value::List* keys = one.value.if_list())
            for (const Value& key : *keys)
                out.append(out.empty() ? "" : text("index.comma")).append(text(key.string_or("")));
        return out;
    }
    return text.number(one.value.number_or(0));
}

std::string line_text(const AppState& state, const text::Text& text,
                      const api::ProposalLine& line) {
    std::vector<std::string> values;
    for (const api::ProposalValue& one : line.values)
        values.push_back(value_text(state, text, one));
    std::string out(text(line.key));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string mark = "{" + line.values[i].name + "}";
        for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
            out.replace(at, mark.size(), values[i]), at += values[i].size();
    }
    return out;
}

void draw_limit(std::string_view id, std::string_view label, std::string_view unit,
                const std::string& shown, std::string_view error, bool projects, Actions& out) {
    const auto change = widgets::text_field(id, shown,
                                            {.label = label,
                                             .kind = widgets::FieldKind::Number,
                                             .error = error,
                                             .unit = unit,
                                             .max_code_points = 8});
    if (change && change->value != shown) out.push_back(LimitProposals{change->value, projects});
}

std::string tests_text(const text::Text& text, const std::vector<std::string>& tests) {
    std::string out;
    for (const std::string& test : tests)
        out.append(out.empty() ? "" : text("index.comma")).append(text("complex.failed." + test));
    return out;
}

using People = std::vector<std::pair<std::string, double>>;  // by the code of their community

/// The form of a new item, for the community it is looked at for, else for the one of which most
/// are served. `kinds`: codes, with commas.
void go_to_plan(const AppState& state, const People& served, std::string_view kinds,
                std::string_view space, Actions& out) {
    const auto most =
        std::max_element(served.begin(), served.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    std::string item(kNewPlanItem);
    const std::string asked = proposals_community(state);
    if (!asked.empty())
        item.append(asked);
    else if (most != served.end())
        item.append(most->first);
    item.append("@").append(kinds).append("@").append(space);
    out.push_back(Go{{ScreenId::PlanForm, std::move(item)}});
}

/// All services of a space as one item: once one of them is on the plan, the space is taken.
void draw_whole_to_plan(const AppState& state, const text::Text& text,
                        const api::ProposalCard& card, const api::ProposalComplex& one,
                        Actions& out) {
    if (one.kinds.size() < 2 ||
        !widgets::secondary_button("to-plan", text("proposals.whole_to_plan"), widgets::Icon::Plus))
        return;
    std::map<std::string, double> served;
    for (const api::Proposal& each : card.choices)
        if (each.space == one.space)
            for (const auto& [code, people] : each.gives) served[code] += people;
    std::string kinds;
    for (const std::string& kind : one.kinds) kinds.append(kinds.empty() ? "" : ",").append(kind);
    go_to_plan(state, {served.begin(), served.end()}, kinds, one.space, out);
}

void draw_complex(const AppState& state, const text::Text& text, const api::ProposalCard& all,
                  const api::ProposalComplex& one, Actions& out) {
    const std::string label = text(
        "proposals.complex_in", {{"type", type_label(state, one.type)}, {"receipt", one.receipt}});
    const widgets::Scope scope("complex-" + one.space);
    const widgets::Card card("complex", label);
    widgets::heading(label);
    widgets::paragraph(
        text("proposals.complex_holds", {{"kinds", kinds_text(state, text, one.kinds)}}));
    if (one.area_low_m2) widgets::fact(text("proposals.area"), text.area_m2(*one.area_low_m2));
    widgets::fact(text("proposals.functions"), text.number(static_cast<double>(one.functions)));
    widgets::fact(text("proposals.priority"), text.number(static_cast<double>(one.priority)));
    if (one.m2_per_100_households) {
        widgets::fact(text("proposals.per_100_households"),
                      text.area_m2(*one.m2_per_100_households));
        widgets::second(text("proposals.for_households",
                             {{"households", text.number(static_cast<double>(one.households))}}));
        if (one.other_floor_m2 > 0)
            widgets::fact(text("proposals.other_floor"), text.area_m2(one.other_floor_m2));
    }
    if (one.is_complex)
        widgets::note("is", widgets::Tone::Good, text("proposals.complex_is"));
    else
        widgets::note("is-not", widgets::Tone::Waiting,
                      text("proposals.complex_is_not", {{"things", tests_text(text, one.failed)}}));
    if (!one.advised.empty())
        widgets::paragraph(
            text("proposals.complex_advised", {{"things", tests_text(text, one.advised)}}));
    if (!one.is_complex) widgets::second(text("proposals.complex_scattered"));
    draw_whole_to_plan(state, text, all, one, out);
}

/// What it takes to get at the space, behind a press: most of it is known to who asks for it.
void draw_ways(const AppState& state, const text::Text& text, const api::Proposal& one,
               Actions& out) {
    if (one.ways.empty()) return;
    const std::string name = one.space + one.kind;
    const bool open = state.index.unfolded == name;
    if (widgets::text_button("ways", text(open ? "proposals.ways_hide" : "proposals.ways"),
                             open ? widgets::Icon::Minus : widgets::Icon::Plus))
        out.push_back(UnfoldWays{open ? std::string() : name});
    if (!open) return;
    for (const api::ProposalWay& way : one.ways) {
        const std::string code(acquisition_way_name(way.way));
        const std::string label(text("plan.way." + code));
        widgets::bold(way.usual ? text("proposals.way_usual", {{"way", label}}) : label);
        draw_way_needs(state, text, way);
    }
}

/// Alone in its space, or beside others that make no complex.
bool is_scattered(const api::ProposalCard& card, const api::Proposal& one) {
    for (const api::ProposalComplex& each : card.complexes)
        if (each.space == one.space && each.is_complex) return false;
    return true;
}

void draw_proposal(const AppState& state, const text::Text& text, const api::Proposal& one,
                   Actions& out) {
    const std::string label = text("proposals.into", {{"kind", kind_label(state, one.kind)},
                                                      {"type", type_label(state, one.type)}});
    const widgets::Scope scope(one.space + one.kind);
    const widgets::Card card("proposal", label);
    widgets::heading(label);
    widgets::second(
        text("proposals.where", {{"community", one.community_name}, {"receipt", one.receipt}}));
    widgets::fact(text("proposals.people"), text.number(one.people));
    widgets::fact(text("proposals.cost"), yuan_text(text, one.cost_yuan));
    if (one.area_low_m2) widgets::fact(text("proposals.area"), text.area_m2(*one.area_low_m2));
    if (one.priority && is_scattered(*state.index.proposals, one))
        widgets::second(text("proposals.scattered_first"));
    if (!one.verified)
        widgets::note("unverified", widgets::Tone::Waiting, text("proposals.unverified"));
    std::string unclear;
    for (const api::ProposalLine& line : one.said) {
        const std::string words = line_text(state, text, line);
        if (line.key.starts_with("matching.clarify."))
            unclear.append(unclear.empty() ? "" : text("index.comma")).append(words);
        else
            widgets::paragraph(words);
    }
    if (!unclear.empty()) widgets::paragraph(text("proposals.clarify", {{"things", unclear}}));
    draw_ways(state, text, one, out);
    if (widgets::secondary_button("to-plan", text("proposals.to_plan"), widgets::Icon::Plus))
        go_to_plan(state, one.gives, one.kind, one.space, out);
    if (widgets::text_button("open", text("proposals.open"), widgets::Icon::Forward))
        out.push_back(Go{{ScreenId::WorkerReport, one.space}});
}

/// Those that give something to the community that the address asks for.
std::vector<const api::Proposal*> shown_proposals(const AppState& state,
                                                  const api::ProposalCard& card) {
    const std::string wanted = proposals_community(state);
    std::vector<const api::Proposal*> out;
    for (const api::Proposal& one : card.choices) {
        const auto gives = [&](const auto& given) { return given.first == wanted; };
        if (wanted.empty() || std::any_of(one.gives.begin(), one.gives.end(), gives))
            out.push_back(&one);
    }
    return out;
}

bool is_shown(const std::vector<const api::Proposal*>& shown, std::string_view space) {
    return std::any_of(shown.begin(), shown.end(),
                       [&](const api::Proposal* one) { return one->space == space; });
}

/// For whom they are, with a way to those for all.
void draw_whose(const AppState& state, const text::Text& text, Actions& out) {
    const std::string wanted = proposals_community(state);
    if (wanted.empty()) return;
    widgets::note("whose", widgets::Tone::Info,
                  text("proposals.only_for", {{"community", community_label(state, wanted)}}));
    if (widgets::text_button("all", text("proposals.for_all"), widgets::Icon::List))
        out.push_back(Go{
            {ScreenId::IndexProposals, {}, {}, with_filter(state.route.filter, "community", {})}});
}

}  // namespace

void draw_proposals(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "proposals", text("proposals.page"), StaffPlace::Below, out);
    const IndexDesk& desk = state.index;
    if (draw_asked(text, desk.listing, desk.runs.empty())) out.push_back(AskIndex{});
    if (desk.runs.empty()) {
        if (!desk.listing.busy && !desk.listing.failed)
            widgets::empty_state(widgets::Icon::List, text("index.none"), text("index.none_hint"));
        return;
    }
    widgets::paragraph(text("proposals.hint"));
    draw_whose(state, text, out);
    {
        widgets::Columns columns(2, 180);
        const auto wrong = [&](std::string_view path) {
            return desk.proposing.error && desk.proposing.error->path == path
                       ? text(error_row(desk.proposing.error->code).key)
                       : std::string_view();
        };
        draw_limit("budget", text("proposals.budget"), text("proposals.wan_unit"), desk.budget_wan,
                   wrong("/budget_yuan"), false, out);
        columns.next();
        draw_limit("projects", text("proposals.most_projects"), {}, desk.projects,
                   wrong("/projects"), true, out);
    }
    if (widgets::primary_button("search", text("proposals.search"), !desk.proposing.busy))
        out.push_back(AskProposals{});
    if (desk.proposing.busy) widgets::progress("searching", text("proposals.searching"));
    if (draw_asked(text, desk.proposing, false)) out.push_back(AskProposals{});
    if (!desk.proposals) return;
    const api::ProposalCard& card = *desk.proposals;
    if (card.planned > 0) widgets::second(text("proposals.planned", {{"count", card.planned}}));
    if (card.choices.empty()) {
        widgets::empty_state(widgets::Icon::Search, text("proposals.none"),
                             text("proposals.none_hint", {{"spaces", card.spaces}}));
        return;
    }
    widgets::heading(text("proposals.found", {{"projects", card.projects},
                                              {"cost", yuan_text(text, card.cost_yuan)},
                                              {"spaces", card.spaces}}));
    widgets::second(text(card.is_best ? "proposals.best" : "proposals.not_proven"));
    const std::vector<const api::Proposal*> shown = shown_proposals(state, card);
    if (shown.size() < card.choices.size())
        widgets::second(text("proposals.shown", {{"shown", static_cast<std::int64_t>(shown.size())},
                                                 {"all", card.projects}}));
    if (shown.empty())
        widgets::empty_state(widgets::Icon::Search, text("proposals.none_here"),
                             text("proposals.none_here_hint"));
    if (std::any_of(card.complexes.begin(), card.complexes.end(),
                    [&](const auto& one) { return is_shown(shown, one.space); })) {
        widgets::heading(text("proposals.complexes"));
        widgets::Columns columns(2, 320);
        bool first = true;
        for (const api::ProposalComplex& one : card.complexes) {
            if (!is_shown(shown, one.space)) continue;
            if (!first) columns.next();
            first = false;
            draw_complex(state, text, card, one, out);
        }
    }
    widgets::Columns columns(2, 320);
    bool first = true;
    for (const api::Proposal* one : shown) {
        if (!first) columns.next();
        first = false;
        draw_proposal(state, text, *one, out);
    }
}

}  // namespace kongdi::shell::desk
