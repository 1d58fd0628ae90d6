// SPDX-License-Identifier: Apache-2.0
// Field numbers are those of vector_tile.proto.
#include "core/tile/mvt.hpp"

#include <cstring>

#include "core/base/text.hpp"

namespace kongdi::tile {

namespace {

enum TileField : std::uint32_t { kLayers = 3 };
enum LayerField : std::uint32_t {
    kName = 1,
    kFeatures = 2,
    kKeys = 3,
    kValues = 4,
    kExtent = 5,
    kVersion = 15
};
enum FeatureField : std::uint32_t { kId = 1, kTags = 2, kShape = 3, kGeometry = 4 };
enum ValueField : std::uint32_t {
    kText = 1,
    kFloat = 2,
    kDouble = 3,
    kInt = 4,
    kUint = 5,
    kSint = 6,
    kBool = 7
};

constexpr std::uint32_t kMostExtent = 1u << 16;

bool take_one(std::size_t& left) {
    if (left == 0) return false;
    --left;
    return true;
}

/// std::bit_cast, which the page's compiler does not have.
template <class To, class From>
To bits_as(From from) {
    static_assert(sizeof(To) == sizeof(From));
    To to;
    std::memcpy(&to, &from, sizeof to);
    return to;
}

Error broken(std::string path) { return {ErrorCode::FieldFormat, std::move(path)}; }
Error too_much(std::string path) { return {ErrorCode::FieldRange, std::move(path)}; }

Result<Attribute> read_value(std::string_view bytes, const std::string& path) {
    WireReader wire(bytes);
    Attribute value = std::string();
    while (wire.next()) {
        if (wire.is(kText, WireType::Bytes)) {
            if (!is_utf8(wire.bytes())) return broken(path);
            value = std::string(wire.bytes());
        } else if (wire.is(kFloat, WireType::Fixed32)) {
            value = double{bits_as<float>(static_cast<std::uint32_t>(wire.number()))};
        } else if (wire.is(kDouble, WireType::Fixed64)) {
            value = bits_as<double>(wire.number());
        } else if (wire.is(kInt, WireType::Varint)) {
            value = static_cast<std::int64_t>(wire.number());
        } else if (wire.is(kUint, WireType::Varint)) {
            value = wire.number();
        } else if (wire.is(kSint, WireType::Varint)) {
            value = unzigzag(wire.number());
        } else if (wire.is(kBool, WireType::Varint)) {
            value = wire.number() != 0;
        }
    }
    if (!wire.ok()) return broken(path);
    return value;
}

enum class Command : std::uint32_t { MoveTo = 1, LineTo = 2, ClosePath = 7 };

/// Turns the commands of a geometry into parts.
class GeometryReader {
public:
    GeometryReader(Shape shape, MvtLimits& left) : m_shape(shape), m_left(left) {}

    Result<std::vector<Part>> read(std::string_view packed, const std::string& path) {
        WireReader wire(packed);
        std::uint64_t word = 0;
        while (wire.next_varint(word)) {
            if (word > 0xFFFFFFFFu) return broken(path);
            const auto count = static_cast<std::uint32_t>(word >> 3);
            switch (static_cast<Command>(word & 7)) {
                case Command::MoveTo:
                    if (!move_to(count)) return broken(path);
                    break;
                case Command::LineTo:
                    if (m_shape == Shape::Point || m_parts.empty() || m_closed || count == 0)
                        return broken(path);
                    break;
                case Command::ClosePath:
                    if (m_shape != Shape::Polygon || m_parts.empty() || m_closed || count != 1)
                        return broken(path);
                    m_closed = true;
                    continue;
                default: return broken(path);
            }
            for (std::uint32_t i = 0; i < count; ++i) {
                std::uint64_t dx = 0;
                std::uint64_t dy = 0;
                if (!wire.next_varint(dx) || !wire.next_varint(dy)) return broken(path);
                if (!take_one(m_left.points) || !step(dx, dy)) return too_much(path);
            }
        }
        if (!wire.ok()) return broken(path);
        return std::move(m_parts);
    }

private:
    bool move_to(std::uint32_t count) {
        if (count == 0) return false;
        if (m_shape != Shape::Point) {
            if (count != 1 || (m_shape == Shape::Polygon && !m_closed)) return false;
            m_parts.emplace_back();
        } else if (m_parts.empty()) {
            m_parts.emplace_back();
        }
        m_closed = false;
        return true;
    }

    bool step(std::uint64_t dx, std::uint64_t dy) {
        if (dx > 0xFFFFFFFFu || dy > 0xFFFFFFFFu) return false;
        const std::int64_t x = m_at.x + unzigzag(dx);
        const std::int64_t y = m_at.y + unzigzag(dy);
        if (x > m_left.reach || x < -m_left.reach || y > m_left.reach || y < -m_left.reach)
            return false;
        m_at = {static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)};
        m_parts.back().push_back(m_at);
        return true;
    }

    Shape m_shape;
    MvtLimits& m_left;
    std::vector<Part> m_parts;
    TilePoint m_at;
    bool m_closed = true;
};

Result<Feature> read_feature(std::string_view bytes, MvtLimits& left, const std::string& path) {
    Feature feature;
    std::string_view geometry;
    WireReader wire(bytes);
    while (wire.next()) {
        if (wire.is(kId, WireType::Varint)) {
            feature.id = wire.number();
        } else if (wire.is(kShape, WireType::Varint)) {
            if (wire.number() <= 3) feature.shape = static_cast<Shape>(wire.number());
        } else if (wire.is(kGeometry, WireType::Bytes)) {
            geometry = wire.bytes();
        } else if (wire.is(kTags, WireType::Bytes)) {
            WireReader tags(wire.bytes());
            std::uint64_t key = 0;
            std::uint64_t value = 0;
            while (tags.next_varint(key)) {
                if (!tags.next_varint(value) || key > 0xFFFFFFFFu || value > 0xFFFFFFFFu)
                    return broken(path + "/tags");
                if (!take_one(left.values)) return too_much(path + "/tags");
                feature.tags.emplace_back(static_cast<std::uint32_t>(key),
                                          static_cast<std::uint32_t>(value));
            }
            if (!tags.ok()) return broken(path + "/tags");
        }
    }
    if (!wire.ok()) return broken(path);
    if (feature.shape == Shape::Unknown) return feature;
    feature.parts =
        KONGDI_TRY(GeometryReader(feature.shape, left).read(geometry, path + "/geometry"));
    return feature;
}

Result<Layer> read_layer(std::string_view bytes, MvtLimits& left, const std::string& path) {
    Layer layer;
    std::uint64_t version = 1;
    std::size_t number = 0;
    WireReader wire(bytes);
    while (wire.next()) {
        if (wire.is(kName, WireType::Bytes)) {
            layer.name = wire.bytes();
        } else if (wire.is(kVersion, WireType::Varint)) {
            version = wire.number();
        } else if (wire.is(kExtent, WireType::Varint)) {
            if (wire.number() == 0 || wire.number() > kMostExtent)
                return too_much(path + "/extent");
            layer.extent = static_cast<std::uint32_t>(wire.number());
        } else if (wire.is(kKeys, WireType::Bytes)) {
            if (!is_utf8(wire.bytes())) return broken(path + "/keys");
            if (!take_one(left.values)) return too_much(path + "/keys");
            layer.keys.emplace_back(wire.bytes());
        } else if (wire.is(kValues, WireType::Bytes)) {
            if (!take_one(left.values)) return too_much(path + "/values");
            layer.values.push_back(KONGDI_TRY(read_value(wire.bytes(), path + "/values")));
        } else if (wire.is(kFeatures, WireType::Bytes)) {
            const std::string name = path + "/features/" + std::to_string(number++);
            if (!take_one(left.features)) return too_much(path + "/features");
            Feature feature = KONGDI_TRY(read_feature(wire.bytes(), left, name));
            if (feature.shape != Shape::Unknown) layer.features.push_back(std::move(feature));
        }
    }
    if (!wire.ok()) return broken(path);
    if (layer.name.empty() || !is_utf8(layer.name)) return broken(path + "/name");
    if (version != 1 && version != 2) return too_much(path + "/version");
    for (const Feature& feature : layer.features)
        for (const auto& [key, value] : feature.tags)
            if (key >= layer.keys.size() || value >= layer.values.size())
                return too_much(path + "/tags");
    return layer;
}

const Attribute* attribute_of(const Layer& layer, const Feature& feature, std::string_view key) {
    for (const auto& [name, value] : feature.tags)
        if (layer.keys[name] == key) return &layer.values[value];
    return nullptr;
}

}  // namespace

std::string_view Layer::text(const Feature& feature, std::string_view key) const {
    const Attribute* value = attribute_of(*this, feature, key);
    const auto* text = value != nullptr ? std::get_if<std::string>(value) : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

double Layer::number_or(const Feature& feature, std::string_view key, double other) const {
    const Attribute* value = attribute_of(*this, feature, key);
    if (value == nullptr) return other;
    if (const auto* real = std::get_if<double>(value)) return *real;
    if (const auto* whole = std::get_if<std::int64_t>(value)) return static_cast<double>(*whole);
    if (const auto* count = std::get_if<std::uint64_t>(value)) return static_cast<double>(*count);
    return other;
}

MvtReader::MvtReader(std::string_view bytes, const MvtLimits& limits)
    : m_wire(bytes), m_left(limits), m_too_large(bytes.size() > limits.bytes) {}

Result<bool> MvtReader::next(Layer& layer) {
    if (m_too_large) return too_much("");
    while (m_wire.next()) {
        if (!m_wire.is(kLayers, WireType::Bytes)) continue;
        if (!take_one(m_left.layers)) return too_much("/layers");
        const std::string path = "/layers/" + std::to_string(m_layers++);
        layer = KONGDI_TRY(read_layer(m_wire.bytes(), m_left, path));
        return true;
    }
    if (!m_wire.ok()) return broken("");
    return false;
}

Result<Tile> read_mvt(std::string_view bytes, const MvtLimits& limits) {
    MvtReader reader(bytes, limits);
    Tile tile;
    Layer layer;
    while (KONGDI_TRY(reader.next(layer))) tile.layers.push_back(std::move(layer));
    return tile;
}

std::int64_t doubled_area(const Part& ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        sum += std::int64_t{ring[j].x} * ring[i].y - std::int64_t{ring[i].x} * ring[j].y;
    return sum;
}

}  // namespace kongdi::tile
