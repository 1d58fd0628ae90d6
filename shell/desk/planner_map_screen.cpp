// SPDX-License-Identifier: Apache-2.0
// The table of spaces on the map: communities by an indicator, points of the filter, a part of the
// map chosen or measured. Corners are set where the map's middle is, so that a thumb, a wheel and
// keys set them alike; beside the map stands all of it as lists.
#include <algorithm>

#include "core/geometry/geodesic.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/filter_dialog.hpp"
#include "shell/desk/plan_map_shapes.hpp"
#include "shell/desk/rectangle.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/map/class_colours.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string key_of(std::string_view prefix, std::string_view name) {
    return std::string(prefix).append(name);
}

std::string value_words(const text::Text& text, const api::IndicatorMap& map, double value) {
    std::string number = text.number(value, map.decimals);
    if (map.unit.empty()) return number;
    return text(key_of("indicator_unit.", map.unit), {{"value", number}});
}

std::string words_of(const text::Text& text, const api::IndicatorMap& map,
                     const IndicatorValue& value) {
    if (value.kind == ValueKind::Missing) return std::string(text("indicator.missing"));
    if (value.kind == ValueKind::KeptBack) return std::string(text("indicator.kept_back"));
    return value_words(text, map, value.value);
}

/// What an index run says has its words there; of a kind of facility comes the kind, too.
std::string label_of(const AppState& state, const text::Text& text, std::string_view name) {
    if (indicator(name) != nullptr) return std::string(text(key_of("indicator.", name)));
    const std::string_view kind = api::kind_of_indicator(name);
    if (kind.empty()) return std::string(text(key_of("index.", name)));
    const bool is_reach = name.starts_with(api::kCoverageOf);
    return std::string(text(is_reach ? "reach.people" : "wave.satisfaction")) + " · " +
           kind_label(state, kind);
}

void draw_choices(const AppState& state, const text::Text& text, Actions& out) {
    const PlanMap& plan = state.plan_map;
    std::vector<std::string> names;
    for (const IndicatorRow& row : indicators()) names.emplace_back(row.name);
    for (std::string& name : api::index_indicators(state.catalogue))
        names.push_back(std::move(name));
    std::vector<std::string> labels;
    for (const std::string& name : names) labels.push_back(label_of(state, text, name));
    std::vector<widgets::Choice> choices{
        {"", text("indicator.none"), widgets::Icon::None, plan.indicator.empty()}};
    for (std::size_t i = 0; i < names.size(); ++i)
        choices.push_back({names[i], labels[i], widgets::Icon::None, names[i] == plan.indicator});
    if (const auto chosen = widgets::select("indicator", text("indicator.label"), choices))
        out.push_back(ChooseIndicator{std::string(choices[*chosen].id), plan.method});
    if (plan.indicator.empty()) return;
    const std::vector<widgets::Choice> methods{
        {"quantiles", text("classes.quantiles"), widgets::Icon::None,
         plan.method == ClassMethod::Quantiles},
        {"equal", text("classes.equal_steps"), widgets::Icon::None,
         plan.method == ClassMethod::EqualSteps}};
    if (const auto chosen = widgets::segmented("classes", text("classes.label"), methods))
        out.push_back(ChooseIndicator{plan.indicator, static_cast<ClassMethod>(*chosen)});
}

void draw_legend(const AppState& state, const text::Text& text, Actions& out) {
    const PlanMap& plan = state.plan_map;
    if (plan.values_loading == Loading::Busy &&
        widgets::progress("values", text("indicator.loading"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Request, "indicator"});
    if (plan.values_loading == Loading::Failed)
        widgets::note("no-values", widgets::Tone::Waiting, text("indicator.failed"));
    if (!plan.values) return;
    const api::IndicatorMap& values = *plan.values;
    for (std::size_t i = 0; i < values.classes.size(); ++i) {
        const ValueClass& one = values.classes[i];
        const std::string low = text.number(one.low, values.decimals);
        const std::string high = value_words(text, values, one.high);
        map::legend_row(
            map::class_share(i, values.classes.size()),
            text("classes.row", {{"range", one.low == one.high ? high : low + " – " + high},
                                 {"count", static_cast<std::int64_t>(one.values)}}));
    }
    std::int64_t kept_back = 0;
    for (const api::CommunityValue& one : values.communities)
        kept_back += one.value.kind == ValueKind::KeptBack ? 1 : 0;
    if (kept_back > 0)
        map::legend_row(map::kKeptBack, text("classes.kept_back", {{"count", kept_back}}));
}

/// Communities in their colours, and the rectangle under the finger.
class PlanOverlay : public map::Overlay {
public:
    PlanOverlay(const PlanMap& plan, Rectangle& rectangle) : m_plan(plan), m_rectangle(rectangle) {}
    void draw_areas(const map::Camera& camera, widgets::Rect area) override {
        map::draw_class_areas(camera, area, m_plan.areas);
    }
    bool take(const widgets::PointerEvent& event, float x, float y) override {
        return m_plan.rectangle && m_rectangle.take(event, x, y);
    }
    void draw(widgets::Rect area) override { m_rectangle.draw(area); }

private:
    const PlanMap& m_plan;
    Rectangle& m_rectangle;
};

void draw_map_itself(const AppState& state, const text::Text& text, Actions& out) {
    map::MapOptions options;
    options.label = text("map.label");
    options.height = widgets::is_wide() ? 520 : 340;
    options.full_width = !widgets::is_wide();
    options.zoom_in_label = text("map.zoom_in");
    options.zoom_out_label = text("map.zoom_out");
    options.north_label = text("map.north");
    options.tiles = state.map_about ? state.tiles : nullptr;
    options.points = state.points;
    options.types = {&state.catalogue.space_types, language_code(state.language)};
    static Rectangle s_rectangle;
    PlanOverlay overlay(state.plan_map, s_rectangle);
    options.overlay = &overlay;
    const map::MapResult result =
        map::map_view("map", *state.map_camera, state.plan_map.shapes, options);
    if (result.moved || result.settled || state.plan_map.view.empty())
        out.push_back(
            MovePlanMap{result.camera, result.settled || state.plan_map.view.empty(), result.view});
    if (const auto drawn = s_rectangle.take_done()) {
        std::vector<Wgs84Point> corners;
        for (const map::ScreenPoint corner : *drawn)
            corners.push_back(map::from_screen(result.camera, static_cast<double>(corner.x),
                                               static_cast<double>(corner.y)));
        out.push_back(ChooseRectangle{std::move(corners)});
    }
    if (result.pressed_point)
        out.push_back(Go{{ScreenId::WorkerReport,
                          std::string(state.points->points().id(*result.pressed_point))}});
    if (!result.tapped) return;
    const std::string_view code = outline_at(state.plan_map.outlines, *result.tapped);
    if (!code.empty()) out.push_back(ChooseCommunity{std::string(code)});
}

/// With a mouse or a finger by one stroke; with keys by two corners at the map's middle.
void draw_rectangle_mode(const text::Text& text, Actions& out) {
    widgets::second(text("measure.rectangle_hint"));
    widgets::Columns columns(2, 150);
    if (widgets::secondary_button("corner", text("measure.corner"), widgets::Icon::Plus))
        out.push_back(AddCorner{});
    columns.next();
    if (widgets::secondary_button("stop", text("measure.rectangle_stop"), widgets::Icon::Close))
        out.push_back(DrawRectangle{false});
}

void draw_measure(const AppState& state, const text::Text& text, Actions& out) {
    const std::vector<Wgs84Point>& corners = state.plan_map.corners;
    if (state.plan_map.rectangle) {
        draw_rectangle_mode(text, out);
        return;
    }
    {
        widgets::Columns columns(3, 150);
        if (widgets::secondary_button("corner", text("measure.corner"), widgets::Icon::Plus))
            out.push_back(AddCorner{});
        columns.next();
        if (widgets::secondary_button("view", text("measure.view")))
            out.push_back(ChooseArea{true});
        columns.next();
        if (widgets::secondary_button("rectangle", text("measure.rectangle")))
            out.push_back(DrawRectangle{true});
    }
    if (corners.empty()) {
        widgets::second(text("measure.hint"));
        return;
    }
    widgets::fact(text("measure.length"), length_words(text, path_length_m(corners)));
    if (corners.size() > 2) {
        widgets::fact(text("measure.around"), length_words(text, ring_length_m(corners)));
        widgets::fact(text("measure.area"), area_words(text, ring_area_m2(corners)));
    }
    widgets::Columns columns(3, 110);
    if (widgets::text_button("undo", text("measure.undo"))) out.push_back(RemoveCorner{});
    columns.next();
    if (widgets::text_button("clear", text("measure.clear"))) out.push_back(ClearCorners{});
    columns.next();
    if (corners.size() > 2 && widgets::text_button("choose", text("measure.choose")))
        out.push_back(ChooseArea{false});
}

void draw_chosen(const AppState& state, const text::Text& text, Actions& out) {
    const std::string total = text.number(static_cast<double>(state.spaces.page.total));
    widgets::bold(text("planner.count", {{"total", total}}));
    widgets::Columns columns(3, 110);
    if (widgets::pill_button("table", text("planner_map.table"), widgets::Icon::List))
        out.push_back(Go{{ScreenId::Planner, {}, {}, state.route.filter}});
    columns.next();
    if (widgets::pill_button("csv", text("planner.csv"), widgets::Icon::Download))
        out.push_back(DownloadSpaces{"csv"});
    columns.next();
    if (widgets::pill_button("geojson", text("planner.geojson"), widgets::Icon::Download))
        out.push_back(DownloadSpaces{"geojson"});
}

void draw_card(const AppState& state, const text::Text& text, Actions& out) {
    const PlanMap& plan = state.plan_map;
    if (plan.community.empty()) return;
    const widgets::Card card("community", text("planner_map.card"));
    const api::CommunityValue* value = community_value(plan, plan.community);
    widgets::heading(value != nullptr ? value->name : plan.community);
    if (value != nullptr) {
        widgets::second(value->street);
        widgets::fact(label_of(state, text, plan.values->name),
                      words_of(text, *plan.values, value->value));
    }
    if (widgets::text_button("close", text("action.close"))) out.push_back(ChooseCommunity{});
}

/// The same as the colours say, in words: highest first, what is kept back last.
void draw_communities(const AppState& state, const text::Text& text, Actions& out) {
    if (!state.plan_map.values) return;
    const api::IndicatorMap& values = *state.plan_map.values;
    std::vector<const api::CommunityValue*> order;
    for (const api::CommunityValue& one : values.communities) order.push_back(&one);
    const std::size_t shown = std::min(order.size(), state.map_listed);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown),
                      order.end(), [](const auto* a, const auto* b) {
                          if (a->value.kind != b->value.kind) return a->value.kind < b->value.kind;
                          if (a->value.value != b->value.value)
                              return a->value.value > b->value.value;
                          return a->code < b->code;
                      });
    widgets::bold(text("planner_map.list", {{"count", static_cast<std::int64_t>(order.size())},
                                            {"shown", static_cast<std::int64_t>(shown)}}));
    for (std::size_t i = 0; i < shown; ++i)
        if (widgets::card_button(order[i]->code, widgets::Icon::MapPin, order[i]->name,
                                 order[i]->street, words_of(text, values, order[i]->value),
                                 widgets::Tone::Info))
            out.push_back(ChooseCommunity{order[i]->code});
    if (shown < order.size() && widgets::text_button("more", text("map.more")))
        out.push_back(ListMore{});
}

}  // namespace

void draw_planner_map(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "planner-map", text("planner_map.page"), StaffPlace::Line,
                         out);
    if (!state.map_camera) {
        draw_map_wait(state, text, out);
        return;
    }
    api::SpaceQuery query = state.spaces.query;
    if (draw_filter_button(state, text, true, query.filter, out)) {
        query.offset = 0;
        out.push_back(QuerySpaces{query});
    }
    if (state.points_loading == Loading::Failed || state.points->failed())
        widgets::note("failed", widgets::Tone::Waiting, text("map.no_points"));
    widgets::Columns columns(widgets::is_wide() ? 2 : 1, 380);
    draw_map_itself(state, text, out);
    draw_measure(state, text, out);
    columns.next();
    draw_chosen(state, text, out);
    draw_card(state, text, out);
    draw_choices(state, text, out);
    draw_legend(state, text, out);
    draw_communities(state, text, out);
}

}  // namespace kongdi::shell::desk
