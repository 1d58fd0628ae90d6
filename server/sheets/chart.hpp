// SPDX-License-Identifier: Apache-2.0
// Charts as data: numbers, and the words for them in the language of who reads. What they look like
// on paper is decided by draw_chart() alone; all lengths are points, all money and people are text
// by the time they come here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/sheets/canvas.hpp"

namespace kongdi::server {

/// How a thing is told apart, by shape first and by colour second.
enum class Mark : std::uint8_t { Plain, Listed, Unsure };

/// A value within where it may lie, on an axis from `from` to `to`.
struct Interval {
    double low = 0;
    double value = 0;
    double high = 0;
    Mark mark = Mark::Plain;
};
struct IntervalAxis {
    double from = 0;
    double to = 100;
    std::optional<double> cut = {};
};

struct RankRow {
    std::string name = {};
    Interval interval = {};
    std::string value = {};        // "52.10"
    std::string probability = {};  // "99 %"
    std::string mark = {};         // in words; empty for Plain
};
struct RankingChart {
    std::vector<RankRow> rows = {};
    IntervalAxis axis = {};
    /// Of name, interval, value and probability.
    std::array<std::string, 4> heads = {};
    std::string cut = {};  // what the line says
    std::string none = {};
};

/// How many have a value from `from` to below `to`; `listed` of them are marked.
struct Bin {
    double from = 0;
    double to = 0;
    std::int64_t count = 0;
    std::int64_t listed = 0;
};
struct DistributionChart {
    std::vector<Bin> bins = {};  // side by side
    std::optional<double> cut = {};
    std::string cut_words = {};
    std::string axis = {};
    std::array<std::string, 2> legend = {};  // plain, listed
    std::string none = {};
};

/// Steps of 1 to 5 on both axes; quadrants in the order of core's Quadrant.
struct QuadrantPoint {
    std::string name = {};
    double satisfaction = 0;
    double importance = 0;
    std::size_t quadrant = 0;
};
struct QuadrantChart {
    std::vector<QuadrantPoint> points = {};
    double mean_satisfaction = 0;
    double mean_importance = 0;
    std::array<std::string, 4> quadrants = {};
    std::array<std::string, 2> axes = {};  // across, up
    std::string none = {};
};

/// Days count from 1970-01-01.
struct TimeRow {
    std::string title = {};
    std::string place = {};
    std::string says = {};  // "在建 · 40%"
    std::optional<int> first_day = {};
    std::optional<int> last_day = {};
    int percent = 0;
    bool is_late = false;
};
struct TimeLineChart {
    std::vector<TimeRow> rows = {};
    int today = 0;
    std::string today_words = {};
    std::string no_days = {};
    std::array<std::string, 3> legend = {};  // done, to be done, late
    std::string none = {};
};

/// `values` at minute 0, 1, 2, …
struct Curve {
    std::string name = {};
    std::vector<double> values = {};
};
struct CurveChart {
    std::vector<Curve> curves = {};  // at most three
    std::array<std::string, 2> axes = {};
    std::string none = {};
};

struct ProgressRow {
    std::string name = {};
    double share = 0;
    double expected = 0;
    double goal = 0;
    std::string says = {};  // "31 % · 93 / 300"
    std::string mark = {};  // "落后", or empty
};
struct ProgressChart {
    std::vector<ProgressRow> rows = {};      // the first is all of them together
    std::array<std::string, 3> legend = {};  // share, expected, goal
    std::string none = {};
};

struct MapShape {
    enum class Layer : std::uint8_t {
        Green,
        Water,
        Road,
        Building,
        Around,
        Community,
        // Of the city: how each of its communities stands.
        Unranked,
        Ranked,
        Unsure,
        Listed,
    };
    Layer layer = Layer::Building;
    bool is_area = true;
    std::vector<std::vector<Spot>> rings = {};  // metres east and north of any origin
};
struct MapMark {
    enum class Sign : std::uint8_t { Facility, Doubtful, Space, Number };
    Sign sign = Sign::Facility;
    Spot at = {};
    std::string number = {};
};
/// What a colour of areas means.
struct MapKey {
    MapShape::Layer layer = MapShape::Layer::Ranked;
    std::string words = {};
};
struct MapChart {
    std::vector<MapShape> shapes = {};  // from the ground up
    std::vector<MapMark> marks = {};
    Frame extent = {};                       // metres; y is the south
    std::array<std::string, 3> legend = {};  // of signs; an empty one is left out
    std::vector<MapKey> keys = {};
    std::string none = {};
};

using ChartBody = std::variant<RankingChart, DistributionChart, QuadrantChart, TimeLineChart,
                               CurveChart, ProgressChart, MapChart>;

struct Chart {
    std::string title = {};
    std::string subtitle = {};
    ChartBody body = {};
    std::vector<std::string> notes = {};
    std::string foot = {};         // source, date and licence
    std::int64_t day_ms = 0;       // of the numbers
    std::string description = {};  // for those who do not see it
    std::string language = {};
};

/// With letters of `size`; gives the height that it takes. On Canvas::nowhere() it only measures.
double draw_chart(Canvas& canvas, const ChartBody& body, Spot at, double width, double size);
bool is_empty(const ChartBody& body);

// A picture of its own, with title, notes and foot.

inline constexpr double kChartWidth = 760;
/// A longer one is refused as it would be of no use: request_format (/rows).
inline constexpr double kMostChartHeight = 12'000;

Result<std::string> chart_svg(const Chart& chart);
/// Two dots a point.
Result<std::string> chart_png(const Chart& chart);
Result<std::string> chart_pdf(const Chart& chart, const PdfFacts& facts);

}  // namespace kongdi::server
