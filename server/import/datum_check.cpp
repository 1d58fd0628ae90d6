// SPDX-License-Identifier: Apache-2.0
#include "server/import/datum_check.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <unordered_set>

#include "core/geometry/datum.hpp"
#include "core/geometry/distance.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kMostKnown = 20'000;
/// BD-09 lies up to 1.3 km off; known features are looked for in a rectangle so much wider.
constexpr double kMarginDegrees = 0.015;
constexpr std::size_t kFewSamples = 30;
constexpr std::size_t kLeastPairs = 3;
/// The shifts of GCJ-02 and BD-09 in China, with some room.
constexpr double kLeastShiftM = 250;
constexpr double kMostShiftM = 1500;
/// With the right datum a layer is as near as this, and so many times nearer than before.
constexpr double kNearM = 60;
constexpr double kBetter = 3;

double median(std::vector<double> numbers) {
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    return *middle;
}

struct Known {
    std::vector<DatumSample> held = {};  // the samples to hold against the rest
    std::vector<Wgs84Point> centres = {};
    std::map<std::string, std::vector<Wgs84Point>, std::less<>> by_name = {};  // and by code
    std::unordered_set<std::int64_t> ids = {};                                 // of what is in them
};

Box around(const Box& box) {
    return {box.west - kMarginDegrees, box.south - kMarginDegrees, box.east + kMarginDegrees,
            box.north + kMarginDegrees};
}

/// Of a feature only what is compared: a city's worth of outlines would fill the memory.
void add(Known& known, const std::vector<MapRow>& rows) {
    for (const MapRow& row : rows) {
        // What is near two samples comes twice.
        if (!known.ids.insert(row.id).second) continue;
        const Wgs84Point centre = box_of(row.geometry).centre();
        known.centres.push_back(centre);
        if (!row.name.empty()) known.by_name[row.name].push_back(centre);
        if (!row.code.empty()) known.by_name[row.code].push_back(centre);
    }
}

Result<Known> known_around(Storage& storage, std::string_view role,
                           const std::vector<DatumSample>& samples) {
    Known out;
    Box box;
    for (const DatumSample& one : samples) box.add(one.centre);
    {
        const auto rows = KONGDI_TRY(storage.map_rows({role, around(box), 0, kMostKnown}));
        if (rows.size() < static_cast<std::size_t>(kMostKnown)) {
            out.held = samples;
            add(out, rows);
            return out;
        }
    }
    // A city has more than that: all there is around a few samples, rather than what is largest.
    const std::size_t step = samples.size() / kFewSamples + 1;
    for (std::size_t i = 0; i < samples.size(); i += step) {
        out.held.push_back(samples[i]);
        Box one;
        one.add(samples[i].centre);
        add(out, KONGDI_TRY(storage.map_rows({role, around(one), 0, kMostKnown})));
    }
    return out;
}

const Wgs84Point* partner_of(const DatumSample& sample, const Known& known) {
    for (const std::string& key : {sample.code, sample.name}) {
        if (key.empty()) continue;
        const auto found = known.by_name.find(key);
        if (found != known.by_name.end() && found->second.size() == 1)
            return &found->second.front();
    }
    return nullptr;
}

Wgs84Point moved(Wgs84Point point, Datum datum) { return to_wgs84(point.lon, point.lat, datum); }

double nearest_m(Wgs84Point point, const std::vector<Wgs84Point>& centres) {
    double best = std::numeric_limits<double>::max();
    for (const Wgs84Point one : centres) {
        // Far ones are not worth a sine.
        if (std::abs(one.lat - point.lat) > kMarginDegrees) continue;
        best = std::min(best, distance_m(point, one));
    }
    return best;
}

using Medians = std::array<double, static_cast<std::size_t>(Datum::Count_)>;

/// Pairs of the same name or code where there are enough; else each with what is nearest.
std::optional<Medians> medians_of(const std::vector<DatumSample>& samples, const Known& known,
                                  bool& is_named) {
    std::vector<std::pair<Wgs84Point, Wgs84Point>> pairs;
    for (const DatumSample& one : samples)
        if (const Wgs84Point* partner = partner_of(one, known))
            pairs.emplace_back(one.centre, *partner);
    is_named = pairs.size() >= kLeastPairs;
    if (!is_named && (known.centres.size() < kLeastPairs || samples.size() < kLeastPairs))
        return std::nullopt;
    Medians out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto datum = static_cast<Datum>(i);
        std::vector<double> off;
        if (is_named)
            for (const auto& [own, partner] : pairs)
                off.push_back(distance_m(moved(own, datum), partner));
        else
            for (const DatumSample& one : samples)
                off.push_back(nearest_m(moved(one.centre, datum), known.centres));
        out[i] = median(std::move(off));
    }
    return out;
}

}  // namespace

void DatumSamples::add(const Feature& feature) {
    if (m_seen++ % m_step != 0) return;
    if (m_samples.size() == kDatumSamples) {
        // Every other one goes; the feature at hand is the next of the rest.
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_samples.size(); i += 2)
            if (kept++ != i) m_samples[kept - 1] = std::move(m_samples[i]);
        m_samples.resize(kept);
        m_step *= 2;
    }
    m_samples.push_back({box_of(feature.geometry).centre(), feature.properties.text("name"),
                         feature.properties.text("code")});
}

Result<std::optional<DatumHint>> datum_hint(Storage& storage, std::string_view role,
                                            const std::vector<DatumSample>& samples) {
    if (samples.empty()) return std::optional<DatumHint>();
    const Known known = KONGDI_TRY(known_around(storage, role, samples));
    bool is_named = false;
    const auto medians = medians_of(known.held, known, is_named);
    if (!medians) return std::optional<DatumHint>();
    const double as_is = (*medians)[static_cast<std::size_t>(Datum::Wgs84)];
    DatumHint best;
    double nearest = as_is;
    for (const Datum datum : {Datum::Gcj02, Datum::Bd09}) {
        const double off = (*medians)[static_cast<std::size_t>(datum)];
        if (off < nearest) {
            nearest = off;
            best.datum = datum;
        }
    }
    // Unnamed neighbours stand close together: what is nearest says nothing of how far it is off.
    const bool shifted = !is_named || (as_is >= kLeastShiftM && as_is <= kMostShiftM);
    if (!shifted || nearest > kNearM || nearest * kBetter > as_is)
        return std::optional<DatumHint>();
    const Wgs84Point first = samples.front().centre;
    best.off_m = is_named ? as_is : distance_m(first, moved(first, best.datum));
    return std::optional<DatumHint>(best);
}

}  // namespace kongdi::server
