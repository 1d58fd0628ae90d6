// SPDX-License-Identifier: Apache-2.0
// Layers of a file and their rows as they stand there: texts, and geometry in the file's own
// coordinates.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/geojson.hpp"
#include "server/import/source_file.hpp"

namespace kongdi::server {

struct LayerHead {
    std::string name = {};
    std::vector<std::string> columns = {};
    bool has_geometry = false;
    std::string crs = {};       // WKT; empty when the file does not say
    std::string crs_name = {};  // for people
};

/// Why a row has no geometry to use.
enum class GeometryFault : std::uint8_t { None, Missing, Kind, Broken, TooLarge };

struct RawRow {
    std::int64_t number = 0;              // from 1, in the order of the file
    std::vector<std::string> texts = {};  // of the columns, valid UTF-8; empty for no value
    /// x and y stand as lon and lat. Several of a multi-part line or point.
    std::vector<Geometry> parts = {};
    GeometryFault fault = GeometryFault::None;
};

/// A file opened once for one pass after the other. For one thread at a time.
class LayerReader {
public:
    ~LayerReader();
    LayerReader(LayerReader&&) noexcept;
    LayerReader& operator=(LayerReader&&) = delete;

    static Result<LayerReader> open(const SourceFile& file);

    const std::vector<LayerHead>& layers() const;
    /// Goes before the first row of a layer.
    Result<void> begin(std::size_t layer);
    /// Of the rows read since begin(): the file's, or GB18030 where a shapefile had some of it.
    TextEncoding encoding() const;
    /// False after the last row. layer_unreadable when the file breaks off.
    Result<bool> next(RawRow& row);

private:
    struct State;
    explicit LayerReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Vertices of one row, and rows of a layer, that are taken.
inline constexpr std::int64_t kMaxVertices = 500'000;
inline constexpr std::int64_t kMaxRows = 5'000'000;

}  // namespace kongdi::server
