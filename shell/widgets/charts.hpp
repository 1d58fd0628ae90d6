// SPDX-License-Identifier: Apache-2.0
// Charts. Each says in words what it shows, and its marks have names for those who do not see them;
// where a colour says something, a shape or a word says it, too.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shell/widgets/page.hpp"

namespace kongdi::widgets {

/// A bar of parts beside each other, from 0 to 1, on a track: what is there (Good), what is missing
/// for one reason (Waiting) and for another (Neutral, hatched).
struct BarPart {
    float share = 0;
    Tone tone = Tone::Good;
};
void parts_bar(std::string_view label, std::string_view value, std::span<const BarPart> parts);

/// A number with how sure it is: a line from low to high, a dot at the value, all of 0 to 1. `name`
/// says it in words. `mark` is a thin line across, below 0 for none.
void interval_bar(std::string_view name, float low, float value, float high, float mark = -1);

/// The same inside a rectangle, without a name: for cells and cards that say it themselves.
void draw_interval(Rect rect, float low, float value, float high, float mark = -1);

/// A stretch of time with how much of it is done: all of 0 to 1 along the rectangle, `done` of the
/// stretch. `today` is a thin line across, below 0 for none; `ticks` parts the whole evenly.
struct TimeSpan {
    float start = 0;
    float end = 1;
    float done = 0;
    float today = -1;
    int ticks = 4;
};
void draw_span(Rect rect, const TimeSpan& span);

/// How many there are of each value: columns over an axis. Those up to `marked` are of another
/// colour and hatched.
struct HistogramOptions {
    std::string_view id;
    std::string_view name;  // what it shows, in words
    std::string_view low;   // at the ends of the axis
    std::string_view high;
    std::string_view marked_label = {};  // beside the line at the end of the marked ones
    float marked = -1;                   // of 0 to 1 along the axis; below 0 for none
};
void histogram(const HistogramOptions& options, std::span<const std::int64_t> counts);

/// Points in four fields: x of what people are content with, y of how important it is, of 0 to 1;
/// `split_x` and `split_y` part the fields.
struct FieldPoint {
    float x = 0;
    float y = 0;
    std::string_view label;
    Tone tone = Tone::Neutral;
};
struct FieldsOptions {
    std::string_view id;
    std::string_view name;
    std::string_view x_label;
    std::string_view y_label;
    /// Upper left, upper right, lower left, lower right.
    std::string_view corners[4] = {};
    float split_x = 0.5f;
    float split_y = 0.5f;
};
void four_fields(const FieldsOptions& options, std::span<const FieldPoint> points);

}  // namespace kongdi::widgets
