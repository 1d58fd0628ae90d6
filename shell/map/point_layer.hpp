// SPDX-License-Identifier: Apache-2.0
// What was reported, on the map: single points, and circles with counts where they lie close.
// Reading the server's columns and sorting them is done in steps, so that a hundred thousand
// points hold up no frame.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/map_points.hpp"
#include "core/model/report_state.hpp"
#include "core/tile/clusters.hpp"
#include "shell/map/camera.hpp"
#include "shell/map/labels.hpp"

namespace kongdi {
struct SpaceType;
}

namespace kongdi::map {

/// A circle as it is shown.
struct PointGroup {
    World at = {};
    std::uint32_t count = 0;
    std::uint32_t first = 0;  // one of its points
    std::uint32_t verified = 0;
};

struct NearPoint {
    std::uint32_t point = 0;
    double away_m = 0;
};

class PointLayer {
public:
    /// The body of an answer; what was shown stays until the new points are ready.
    void take(std::string body);
    void clear();
    /// Until the work clock says so; true while there is more. For the time between frames: what is
    /// shown changes only when all is read.
    bool work(double until_ms);
    bool busy() const { return m_reader || m_next_points; }
    /// The last answer could not be read.
    bool failed() const { return m_failed; }
    const api::MapPoints& points() const { return m_points; }

    /// The circles of a view; they are counted anew only when the view leaves what was counted.
    const std::vector<PointGroup>& groups(const Camera& camera, double width, double height);
    /// The circles to be drawn: those counted last, until work() has counted what the view wants.
    const std::vector<PointGroup>& shown(const Camera& camera, double width, double height);
    /// A view waits to be counted.
    bool wishes() const { return m_wish.has_value(); }
    /// The points nearest to a place, at most `most`, no further than `reach_m`.
    const std::vector<NearPoint>& nearest(Wgs84Point place, std::size_t most, double reach_m);
    ReportState state_of(std::uint32_t point) const { return m_states[m_points.state[point]]; }
    std::string_view type_of(std::uint32_t point) const {
        return m_points.types[m_points.type[point]];
    }
    std::size_t bytes() const;

private:
    /// What is counted for a view.
    struct Counted {
        tile::WorldBox box = {};
        int level = -1;
    };
    /// None when what is counted serves the view.
    std::optional<Counted> missing(const Camera& camera, double width, double height) const;
    void count(const Counted& wanted);
    void begin_sums();
    bool add_sums(std::size_t points);

    std::optional<api::MapPointsReader> m_reader;
    std::optional<api::MapPoints> m_next_points;
    std::optional<tile::ClusterIndex> m_next;
    std::vector<ReportState> m_next_states;
    std::vector<std::uint32_t> m_next_verified;
    std::vector<World> m_worlds;  // of the next points, as far as they are projected
    api::MapPoints m_points;
    tile::ClusterIndex m_index;
    std::vector<ReportState> m_states;  // of the names of the points' states
    /// How many verified ones stand before a place of the index, so that a circle of any size costs
    /// two looks.
    std::vector<std::uint32_t> m_verified;
    bool m_failed = false;

    std::vector<PointGroup> m_groups;
    Counted m_counted;
    std::optional<Counted> m_wish;
    std::vector<NearPoint> m_nearest;
    struct Asked {
        Wgs84Point place;
        std::size_t most = 0;
        double reach_m = 0;
        friend bool operator==(const Asked&, const Asked&) = default;
    };
    std::optional<Asked> m_nearest_to;
};

/// No name is written where the circle is.
void keep_free(const Camera& camera, widgets::Rect area, const std::vector<PointGroup>& groups,
               LabelLayer& labels);
/// What each kind of space is called, in a language.
struct TypeNames {
    const std::vector<SpaceType>* types = nullptr;  // of the catalogue; null: none
    std::string_view language = {};
};
/// Near the ground the type of each single point, above it.
void wish_types(const Camera& camera, widgets::Rect area, const PointLayer& layer,
                const std::vector<PointGroup>& groups, const TypeNames& names, LabelLayer& labels);
void draw_groups(const Camera& camera, widgets::Rect area, const std::vector<PointGroup>& groups);
/// The circle under a finger; counted from the middle of the view.
const PointGroup* group_at(const Camera& camera, const std::vector<PointGroup>& groups, float x,
                           float y);

}  // namespace kongdi::map
