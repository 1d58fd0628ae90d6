// SPDX-License-Identifier: Apache-2.0
// Vector tiles for tests, written byte by byte: what a server sends, and what it must never send.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/tile/mvt.hpp"

namespace kongdi::tests {

inline void put_varint(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>(0x80 | (number & 0x7F));
    out += static_cast<char>(number);
}

inline void put_number(std::string& out, std::uint32_t field, std::uint64_t number) {
    put_varint(out, field << 3);
    put_varint(out, number);
}

inline void put_bytes(std::string& out, std::uint32_t field, std::string_view bytes) {
    put_varint(out, field << 3 | 2);
    put_varint(out, bytes.size());
    out += bytes;
}

inline std::uint64_t zigzag(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

/// The commands of a geometry, packed.
inline std::string packed_geometry(tile::Shape shape, const std::vector<tile::Part>& parts) {
    std::string out;
    tile::TilePoint at;
    const auto step = [&](tile::TilePoint to) {
        put_varint(out, zigzag(std::int64_t{to.x} - at.x));
        put_varint(out, zigzag(std::int64_t{to.y} - at.y));
        at = to;
    };
    for (const tile::Part& part : parts) {
        if (shape == tile::Shape::Point) {
            put_varint(out, part.size() << 3 | 1);
            for (const tile::TilePoint point : part) step(point);
            continue;
        }
        put_varint(out, 1 << 3 | 1);
        step(part.front());
        put_varint(out, (part.size() - 1) << 3 | 2);
        for (std::size_t i = 1; i < part.size(); ++i) step(part[i]);
        if (shape == tile::Shape::Polygon) put_varint(out, 1 << 3 | 7);
    }
    return out;
}

/// One layer, then its bytes.
class LayerBuilder {
public:
    explicit LayerBuilder(std::string name) : m_name(std::move(name)) {}

    LayerBuilder& add(tile::Shape shape, const std::vector<tile::Part>& parts,
                      const std::vector<std::pair<std::string, std::string>>& texts = {},
                      double width_m = 0) {
        std::string tags;
        for (const auto& [key, text] : texts) {
            put_varint(tags, key_of(key));
            std::string value;
            put_bytes(value, 1, text);
            put_varint(tags, m_values.size());
            m_values.push_back(value);
        }
        if (width_m > 0) {
            put_varint(tags, key_of("width"));
            std::string value;
            put_number(value, 5, static_cast<std::uint64_t>(width_m));
            put_varint(tags, m_values.size());
            m_values.push_back(value);
        }
        std::string feature;
        put_number(feature, 1, m_features.size() + 1);
        put_bytes(feature, 2, tags);
        put_number(feature, 3, static_cast<std::uint64_t>(shape));
        put_bytes(feature, 4, packed_geometry(shape, parts));
        m_features.push_back(feature);
        return *this;
    }

    std::string bytes() const {
        std::string layer;
        put_number(layer, 15, 2);
        put_bytes(layer, 1, m_name);
        for (const std::string& feature : m_features) put_bytes(layer, 2, feature);
        for (const std::string& key : m_keys) put_bytes(layer, 3, key);
        for (const std::string& value : m_values) put_bytes(layer, 4, value);
        put_number(layer, 5, 4096);
        std::string tile;
        put_bytes(tile, 3, layer);
        return tile;
    }

private:
    std::size_t key_of(const std::string& key) {
        for (std::size_t i = 0; i < m_keys.size(); ++i)
            if (m_keys[i] == key) return i;
        m_keys.push_back(key);
        return m_keys.size() - 1;
    }

    std::string m_name;
    std::vector<std::string> m_features;
    std::vector<std::string> m_keys;
    std::vector<std::string> m_values;
};

}  // namespace kongdi::tests
