// SPDX-License-Identifier: Apache-2.0
#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

void draw_place(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    if (shown.place == nullptr) return;
    const PlaceShown& place = *shown.place;
    constexpr float kBelowPx = 190;  // what stands under the map: line, status, errors, a button
    map::MapOptions options;
    options.label = shown.text("place.map");
    options.fix = place.fix;
    options.zoom_in_label = shown.text("map.zoom_in");
    options.zoom_out_label = shown.text("map.zoom_out");
    options.locate_label = shown.text("place.locate");
    options.north_label = shown.text("map.north");
    options.tiles = place.tiles;
    options.points = place.points;
    options.leave_below = kBelowPx;
    const map::MapResult result = map::map_view("map", place.camera, place.shapes, options);
    if (result.moved || result.settled) {
        done.camera = result.camera;
        done.settled = result.settled;
    }
    done.ask_fix = result.locate;
    if (result.here.known && result.here != place.here) done.here = result.here;

    draw_error(question, shown);
    if (!place.line.empty()) {
        widgets::bold(place.line);
        if (widgets::text_button("community", shown.text("place.correct")))
            done.correct_community = true;
    }
    if (place.poor)
        widgets::note("poor", widgets::Tone::Waiting, place.status);
    else
        widgets::second(place.status.empty() ? question.hint.in(shown.language) : place.status);
    if (!place.known.empty()) {
        widgets::bold(place.known_line);
        for (const KnownSpace& known : place.known) {
            if (!known.picture.empty())
                widgets::picture(known.id + "-photo", known.picture,
                                 shown.text("photo.alt", {{"number", 1}}), 96);
            if (widgets::card_button(known.id, known.icon, known.title, known.line))
                done.same_as = known.id;
        }
    }
    if (place.loading_map)
        done.stop_map =
            widgets::progress("loading", shown.text("map.loading"), -1, shown.text("action.stop"));
    if (place.asking)
        done.stop_fix =
            widgets::progress("asking", shown.text("place.asking"), -1, shown.text("action.stop"));
    else if (widgets::secondary_button("locate", shown.text("place.locate"), widgets::Icon::Locate))
        done.ask_fix = true;
}

std::string place_summary(const Question&, const QuestionShown& shown) {
    const Value& point = (*shown.answer)["point"];
    const std::string where =
        shown.place != nullptr && !shown.place->line.empty()
            ? std::string(shown.place->line)
            : shown.text("place.coordinates",
                         {{"lon", shown.text.number(point["lon"].number_or(0), 5)},
                          {"lat", shown.text.number(point["lat"].number_or(0), 5)}});
    const bool by_hand = point["source"].string_or("") == "hand";
    return where + " · " + std::string(shown.text(by_hand ? "place.by_hand" : "place.by_fix"));
}

}  // namespace kongdi::shell::questions
