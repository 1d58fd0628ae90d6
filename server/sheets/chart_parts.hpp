// SPDX-License-Identifier: Apache-2.0
// What charts have in common. One source file a chart.
#pragma once

#include "server/sheets/chart.hpp"

namespace kongdi::server {

// Each gives the height that it takes.

double draw_body(Canvas&, const RankingChart&, Spot, double width, double size);
double draw_body(Canvas&, const DistributionChart&, Spot, double width, double size);
double draw_body(Canvas&, const QuadrantChart&, Spot, double width, double size);
double draw_body(Canvas&, const TimeLineChart&, Spot, double width, double size);
double draw_body(Canvas&, const CurveChart&, Spot, double width, double size);
double draw_body(Canvas&, const ProgressChart&, Spot, double width, double size);
double draw_body(Canvas&, const MapChart&, Spot, double width, double size);

/// The line and its mark within a frame.
void draw_interval(Canvas&, const Interval&, const IntervalAxis&, const Frame&);
void draw_mark(Canvas&, Mark, Spot, double radius);
/// Words in a tinted pill from the spot on; gives its size.
Size draw_chip(Canvas&, std::string_view words, Spot, double size, Mark);
Size chip_size(Canvas&, std::string_view words, double size);
/// Marks that would hide each other are moved apart, a little and always the same way; all stay in
/// the frame.
std::vector<Spot> spread(std::vector<Spot> spots, double radius, const Frame& frame);
/// A number over its axis that has no needless digits: "60", "2.5".
std::string axis_number(double value);
/// Steps of 1, 2 or 5 times a power of ten, at most so many to `most`.
double axis_step(double most, int steps);

}  // namespace kongdi::server
