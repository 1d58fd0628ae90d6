// SPDX-License-Identifier: Apache-2.0
// The point was set on the map before (plain_places.cpp): it is shown and carried along. The way
// back there is at the end of the form.
#include "server/handlers/plain_map.hpp"
#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

namespace {

/// As the page sends a point set by hand; a number that is none stays text for core to refuse.
Value degrees_of(std::string_view text) {
    if (text.empty()) return {};
    const auto value = decimal_of(text);
    return value ? Value(*value) : Value(text);
}

}  // namespace

void draw_place(const Question& question, const PlainShown& shown) {
    PlainPage& page = shown.page;
    const std::string_view lon = value_in(shown.fields, question.name + ".lon");
    const std::string_view lat = value_in(shown.fields, question.name + ".lat");
    const auto x = decimal_of(lon);
    const auto y = decimal_of(lat);
    const bool is_set = x && y && is_on_earth(*x, *y);
    // The question's own hint is about a map that moves under a finger.
    open_group(question, shown, is_set ? page.text("plain.chosen") : std::string_view());
    if (is_set) {
        PlainMap map;
        map.centre = {*x, *y};
        map.zoom = 17;
        map.chosen = map.centre;
        page.html.open("img", {{"class", "map"},
                               {"src", plain_map_address(map)},
                               {"width", kPlainMapWidth},
                               {"height", kPlainMapHeight},
                               {"alt", page.text("place.by_hand")}});
    }
    page.hidden(question.name + ".lon", lon);
    page.hidden(question.name + ".lat", lat);
    close_group(shown);
}

Value read_place(const Question& question, PlainReading& reading) {
    const Value lon = degrees_of(value_in(reading.fields, question.name + ".lon"));
    const Value lat = degrees_of(value_in(reading.fields, question.name + ".lat"));
    if (lon.is_null() && lat.is_null()) return {};
    return Value::map({{"point", Value::map({{"lon", lon},
                                             {"lat", lat},
                                             {"datum", datum_name(Datum::Wgs84)},
                                             {"source", "hand"},
                                             {"accuracy_m", Value()}})}});
}

}  // namespace kongdi::server::plain
