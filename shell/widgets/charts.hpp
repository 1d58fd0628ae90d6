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

/// What an axis shows, from end to end.
struct AxisEnds {
    double low = 0;
    double high = 1;
    float share(double value) const { return static_cast<float>((value - low) / (high - low)); }
    friend bool operator==(const AxisEnds&, const AxisEnds&) = default;
};
/// Whole steps around all values, at least one step, and nothing beyond the bounds.
AxisEnds axis_around(std::span<const double> values, double step, AxisEnds bounds);

/// Points in four fields: x of what people are content with, y of how important it is, of 0 to 1
/// between the ends of the axes; `split_x` and `split_y` part the fields.
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
    /// Numbers at the ends of the axes.
    std::string_view x_low = {};
    std::string_view x_high = {};
    std::string_view y_low = {};
    std::string_view y_high = {};
    /// Upper left, upper right, lower left, lower right.
    std::string_view corners[4] = {};
    float split_x = 0.5f;
    float split_y = 0.5f;
};
void four_fields(const FieldsOptions& options, std::span<const FieldPoint> points);

/// Curves of what is counted step by step, from 0 up, each with its words below; at most three are
/// told apart.
struct CurveLine {
    std::string_view words;  // what it is, with its numbers
    std::span<const double> values;
};
struct CurvesOptions {
    std::string_view id;
    std::string_view name;  // what it shows, in words
    std::string_view x_label;
    std::string_view y_label;
    std::string_view y_high;  // at the top of the axis
    double most = 1;          // what stands at the top
    std::size_t every = 5;    // steps between two marks
};
void curves(const CurvesOptions& options, std::span<const CurveLine> lines);

}  // namespace kongdi::widgets
