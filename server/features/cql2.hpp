// SPDX-License-Identifier: Apache-2.0
// ?filter= in CQL2 text: what may be asked of the fields of a collection, as a tree of bounded
// depth.
//   state = 'verified' AND received_on >= DATE('2026-01-01') AND S_INTERSECTS(geometry,
//   BBOX(120.1,30.2,120.2,30.3))
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "server/features/bbox.hpp"
#include "server/features/field.hpp"

namespace kongdi::server::features {

inline constexpr int kMostFilterDepth = 128;
inline constexpr std::size_t kMostFilterBytes = 16 * 1024;
/// What the geometry is called in a filter.
inline constexpr std::string_view kGeometryName = "geometry";

enum class Op : std::uint8_t {
    And,
    Or,
    Not,
    Equal,
    Unequal,
    Less,
    LessEqual,
    More,
    MoreEqual,
    IsNull,
    Like,
    Between,
    In,
    Intersects,
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Field,
    Literal,
    Geometry,
};

enum class CqlType : std::uint8_t { Bool, Number, Text, Date, Time, Geometry };

using CqlLiteral = std::variant<std::monostate, bool, double, std::string, AskedBox, Shape>;

struct Cql {
    Op op = Op::Literal;
    CqlType type = CqlType::Bool;
    std::size_t field = 0;  // of Op::Field
    CqlLiteral literal = {};
    const Crs* crs = nullptr;  // of Op::Intersects
    std::vector<Cql> children = {};
    int depth = 1;
};

/// request_format (/filter) for what cannot be read, is too long or too deep, names no field of the
/// collection, or compares what cannot be compared. Coordinates in it are of `crs`.
Result<Cql> parse_cql(std::string_view text, std::span<const Field> fields, const Crs& crs);

/// Unknown values make unknown answers, which are no "yes": only what is surely true matches.
bool matches(const Cql& filter, const FeatureRow& row);

/// `%` for any text, `_` for one character, a backslash before either of them itself.
bool is_like(std::string_view text, std::string_view pattern);

}  // namespace kongdi::server::features
