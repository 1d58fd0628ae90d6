// SPDX-License-Identifier: Apache-2.0
// The facilities around the map's middle; of each one can say that it is closed, and of the place
// that one is missing.
#include <algorithm>

#include "core/geometry/distance.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

constexpr std::size_t kListed = 12;

struct Near {
    const api::NearFacility* facility = nullptr;
    double away_m = 0;
};

std::vector<Near> nearest(const AppState& state) {
    std::vector<Near> out;
    for (const api::NearFacility& one : state.nearby.facilities)
        out.push_back({&one, distance_m(state.map_rest, one.point)});
    std::sort(out.begin(), out.end(), [](const Near& a, const Near& b) {
        return a.away_m != b.away_m ? a.away_m < b.away_m : a.facility->id < b.facility->id;
    });
    if (out.size() > kListed) out.resize(kListed);
    return out;
}

std::string_view kind_words(const AppState& state, const std::string& code) {
    for (const FacilityKind& kind : state.catalogue.facilities)
        if (kind.code == code) return kind.label.in(language_code(state.language));
    return code;
}

void draw_place(const AppState& state, const text::Text& text, Actions& out) {
    map::MapOptions options;
    options.label = text("nearby.map");
    options.height = widgets::is_wide() ? 480 : 240;
    options.full_width = !widgets::is_wide();
    options.zoom_in_label = text("map.zoom_in");
    options.zoom_out_label = text("map.zoom_out");
    options.north_label = text("map.north");
    options.tiles = state.map_about ? state.tiles : nullptr;
    const map::MapResult result =
        map::map_view("map", *state.map_camera, state.map_shapes, options);
    if (result.moved || result.settled) out.push_back(MoveCityMap{result.camera, result.settled});
}

void draw_list(const AppState& state, const text::Text& text, Actions& out) {
    const bool is_busy = state.nearby.loading == Loading::Busy;
    if (state.nearby.loading == Loading::Failed) {
        widgets::note("failed", widgets::Tone::Waiting, text("nearby.failed"));
        if (widgets::text_button("again", text("nearby.again"))) out.push_back(WantNearby{});
    }
    if (is_busy && widgets::progress("loading", text("nearby.loading"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Request, "nearby"});
    const std::vector<Near> list = nearest(state);
    if (list.empty()) {
        if (state.nearby.loading == Loading::Idle)
            widgets::empty_state(widgets::Icon::Search, text("nearby.none"),
                                 text("nearby.none_hint"));
        return;
    }
    widgets::bold(text("nearby.list"));
    std::size_t place = 0;
    for (const Near& near : list) {
        const api::NearFacility& one = *near.facility;
        std::string line(kind_words(state, one.kind));
        line.append(" · ").append(away_text(text, near.away_m));
        if (!one.opening_hours.empty()) line.append(" · ").append(one.opening_hours);
        if (widgets::card_button("near-" + std::to_string(place++), widgets::Icon::MapPin, one.name,
                                 line))
            out.push_back(Go{{ScreenId::Nearby, one.id}});
    }
}

/// What both end with.
void draw_end(const AppState& state, const text::Text& text, Actions& out) {
    const RemarkForm& form = state.nearby.form;
    const auto words = widgets::text_field("description", form.description,
                                           {.label = text("nearby.description"),
                                            .kind = widgets::FieldKind::Multiline,
                                            .hint = text("nearby.description_hint"),
                                            .max_code_points = 300,
                                            .lines = 2});
    if (words && words->value != form.description) {
        RemarkForm next = form;
        next.description = words->value;
        out.push_back(SetRemark{next});
    }
    const ConsentText* consent = state.catalogue.consent("survey");
    if (consent == nullptr) return;
    const std::string_view language = language_code(state.language);
    const bool lacks = form.show_errors && !form.agreed;
    if (widgets::checkbox("agreed", consent->label.in(language), form.agreed,
                          consent->text.in(language),
                          lacks ? text(error_row(ErrorCode::ConsentMissing).key) : "")) {
        RemarkForm next = form;
        next.agreed = !next.agreed;
        out.push_back(SetRemark{next});
    }
}

void draw_send(const text::Text& text, Actions& out) {
    if (widgets::primary_button("send", text("nearby.send"))) out.push_back(SendRemark{});
}

/// The facility of the address: is it closed?
void draw_closed(const AppState& state, const text::Text& text, Actions& out) {
    const widgets::Scope scope("closed");
    const Nearby& nearby = state.nearby;
    if (nearby.one_loading == Loading::Busy) {
        if (widgets::progress("loading", text("nearby.loading"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Request, "nearby.one"});
    } else if (nearby.one_loading == Loading::Failed) {
        widgets::note("failed", widgets::Tone::Waiting, text("nearby.failed"));
        if (widgets::text_button("again", text("nearby.again"))) out.push_back(Go{state.route});
    } else if (!nearby.one) {
        widgets::empty_state(widgets::Icon::Search, text("nearby.gone"), text("nearby.gone_hint"));
    } else {
        widgets::title(text("nearby.closed_title"));
        widgets::bold(nearby.one->name);
        widgets::second(kind_words(state, nearby.one->kind));
        draw_end(state, text, out);
        const widgets::Footer footer;
        draw_send(text, out);
    }
}

void draw_missing(const AppState& state, const text::Text& text, Actions& out) {
    const RemarkForm& form = state.nearby.form;
    const widgets::Dialog dialog("missing", text("nearby.missing_title"), text("action.close"));
    if (dialog.closed()) out.push_back(CloseDialog{});
    widgets::second(text("nearby.missing_hint"));
    std::vector<widgets::Choice> kinds{
        {"", text("nearby.choose_kind"), widgets::Icon::None, form.kind.empty()}};
    for (const FacilityKind& kind : state.catalogue.facilities)
        kinds.push_back({kind.code, kind.label.in(language_code(state.language)),
                         widgets::Icon::None, form.kind == kind.code});
    if (const auto chosen = widgets::select("kind", text("nearby.kind"), kinds)) {
        RemarkForm next = form;
        next.kind = kinds[*chosen].id;
        out.push_back(SetRemark{next});
    }
    if (form.show_errors && form.kind.empty())
        widgets::note("no-kind", widgets::Tone::Error, text("nearby.choose_kind"));
    draw_end(state, text, out);
    draw_send(text, out);
}

}  // namespace

void draw_nearby(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page({.id = "nearby",
                        .title = text("nearby.page"),
                        .back_label = text("action.back"),
                        .wide = true});
    if (page.back()) out.push_back(GoBack{});
    if (!state.route.argument.empty()) {
        draw_closed(state, text, out);
        return;
    }
    if (!state.map_camera) {
        draw_map_wait(state, text, out);
        return;
    }
    {
        widgets::Columns columns(widgets::is_wide() ? 2 : 1, 380);
        draw_place(state, text, out);
        columns.next();
        widgets::second(text("nearby.hint"));
        draw_list(state, text, out);
    }
    if (state.route.dialog == kMissingDialog) draw_missing(state, text, out);
    const widgets::Footer footer;
    if (widgets::primary_button("say-missing", text("nearby.missing"))) out.push_back(AskMissing{});
}

}  // namespace kongdi::shell::screen
