// SPDX-License-Identifier: Apache-2.0
#include "server/tiles/tile_writer.hpp"

#include <cmath>
#include <map>
#include <protozero/pbf_writer.hpp>
#include <vector>

namespace kongdi::server {

namespace {

// Numbers of fields in vector_tile.proto.
constexpr protozero::pbf_tag_type kTileLayers = 3;
constexpr protozero::pbf_tag_type kLayerName = 1;
constexpr protozero::pbf_tag_type kLayerFeatures = 2;
constexpr protozero::pbf_tag_type kLayerKeys = 3;
constexpr protozero::pbf_tag_type kLayerValues = 4;
constexpr protozero::pbf_tag_type kLayerExtent = 5;
constexpr protozero::pbf_tag_type kLayerVersion = 15;
constexpr protozero::pbf_tag_type kFeatureId = 1;
constexpr protozero::pbf_tag_type kFeatureTags = 2;
constexpr protozero::pbf_tag_type kFeatureType = 3;
constexpr protozero::pbf_tag_type kFeatureGeometry = 4;
constexpr protozero::pbf_tag_type kValueString = 1;
constexpr protozero::pbf_tag_type kValueDouble = 3;
constexpr protozero::pbf_tag_type kValueUint = 5;

constexpr std::uint32_t kMoveTo = 1;
constexpr std::uint32_t kLineTo = 2;
constexpr std::uint32_t kClosePath = 7;

std::uint32_t command(std::uint32_t id, std::size_t count) {
    return id | (static_cast<std::uint32_t>(count) << 3U);
}

/// Commands and the steps between points.
class Pen {
public:
    void move_to(TileUnit to) {
        m_out.push_back(command(kMoveTo, 1));
        step(to);
    }
    void line_along(const TilePath& path) {
        m_out.push_back(command(kLineTo, path.size() - 1));
        for (std::size_t i = 1; i < path.size(); ++i) step(path[i]);
    }
    void close() { m_out.push_back(command(kClosePath, 1)); }
    const std::vector<std::uint32_t>& commands() const { return m_out; }

private:
    void step(TileUnit to) {
        m_out.push_back(protozero::encode_zigzag32(to.x - m_at.x));
        m_out.push_back(protozero::encode_zigzag32(to.y - m_at.y));
        m_at = to;
    }
    TileUnit m_at;
    std::vector<std::uint32_t> m_out;
};

std::vector<std::uint32_t> drawn(const TileShape& shape) {
    Pen pen;
    for (const TilePath& path : shape.paths) {
        pen.move_to(path.front());
        if (shape.kind == TileShapeKind::Point) continue;
        pen.line_along(path);
        if (shape.kind == TileShapeKind::Area) pen.close();
    }
    return pen.commands();
}

/// Each text once, by its place in the layer's list.
class WordList {
public:
    std::uint32_t place_of(std::string word) {
        const auto [at, is_new] =
            m_places.emplace(std::move(word), static_cast<std::uint32_t>(m_words.size()));
        if (is_new) m_words.push_back(&at->first);
        return at->second;
    }
    const std::vector<const std::string*>& words() const { return m_words; }

private:
    std::map<std::string, std::uint32_t> m_places;
    std::vector<const std::string*> m_words;  // a map's keys stay where they are
};

std::string value_of(std::string_view text) {
    std::string out;
    protozero::pbf_writer(out).add_string(kValueString, text.data(), text.size());
    return out;
}

std::string value_of(double number) {
    std::string out;
    protozero::pbf_writer writer(out);
    if (number >= 0 && number < 1e15 && number == std::floor(number))
        writer.add_uint64(kValueUint, static_cast<std::uint64_t>(number));
    else
        writer.add_double(kValueDouble, number);
    return out;
}

}  // namespace

struct TileLayer::State {
    std::string& tile;
    std::string name;
    std::string features = {};
    WordList keys = {};
    WordList values = {};

    void tag(std::vector<std::uint32_t>& tags, const char* key, std::string value) {
        tags.push_back(keys.place_of(key));
        tags.push_back(values.place_of(std::move(value)));
    }
};

TileLayer::TileLayer(std::string& tile, std::string_view name)
    : m_state(new State{tile, std::string(name)}) {}

TileLayer::~TileLayer() = default;

void TileLayer::add(const TileFeature& feature, const TileShape& shape) {
    if (shape.paths.empty()) return;
    std::vector<std::uint32_t> tags;
    if (!feature.name.empty()) m_state->tag(tags, "name", value_of(feature.name));
    if (!feature.code.empty()) m_state->tag(tags, "code", value_of(feature.code));
    if (!feature.kind.empty()) m_state->tag(tags, "kind", value_of(feature.kind));
    if (feature.width) m_state->tag(tags, "width", value_of(*feature.width));
    const std::vector<std::uint32_t> geometry = drawn(shape);
    protozero::pbf_writer layer(m_state->features);
    protozero::pbf_writer writer(layer, kLayerFeatures);
    writer.add_uint64(kFeatureId, static_cast<std::uint64_t>(feature.id));
    writer.add_packed_uint32(kFeatureTags, tags.begin(), tags.end());
    writer.add_enum(kFeatureType, static_cast<std::int32_t>(shape.kind));
    writer.add_packed_uint32(kFeatureGeometry, geometry.begin(), geometry.end());
}

void TileLayer::finish() {
    if (m_state->features.empty()) return;
    std::string layer;
    protozero::pbf_writer head(layer);
    head.add_uint32(kLayerVersion, 2);
    head.add_string(kLayerName, m_state->name);
    layer += m_state->features;
    protozero::pbf_writer rest(layer);
    for (const std::string* key : m_state->keys.words()) rest.add_string(kLayerKeys, *key);
    for (const std::string* value : m_state->values.words()) rest.add_message(kLayerValues, *value);
    rest.add_uint32(kLayerExtent, kTileExtent);
    protozero::pbf_writer(m_state->tile).add_message(kTileLayers, layer);
}

}  // namespace kongdi::server
