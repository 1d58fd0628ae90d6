// SPDX-License-Identifier: Apache-2.0
// THE table of what is served as collections of features.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/model/scope.hpp"
#include "server/exports/labels.hpp"
#include "server/features/field.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server::features {

/// Everybody: what strangers see elsewhere, the same for all. Staff: in the scope of the account;
/// to others the collection is not there.
enum class Audience : std::uint8_t { Everybody, Staff };

enum class GeometryKind : std::uint8_t { Point, Areas };

/// What rows are read with.
struct Reading {
    Storage& storage;
    const Labels& labels;
    bool is_staff = false;
    std::optional<Scope> within = {};  // of staff
};

/// What of the rows is wanted.
struct RowsWanted {
    std::optional<Box> box = {};  // rows outside may come, too
    std::string id = {};          // one feature only
    std::string after = {};       // those behind this one only
};

/// Takes one row after the other, until it says false.
using RowSink = std::function<bool(FeatureRow)>;

struct Collection {
    std::string_view name;  // its words stand under "ogc." + name
    Audience audience;
    GeometryKind geometry;
    std::span<const Field> fields;
    std::string_view time_field;  // what ?datetime= is about; empty for none
    /// In an order in which what comes new comes last, or by id. request_format (/after).
    Result<void> (*read)(const Reading&, const RowsWanted&, const RowSink&);

    bool is_for(const Reading& reading) const {
        return audience == Audience::Everybody || reading.is_staff;
    }
};

std::span<const Collection> collections();

// The rows, one source file each.
std::span<const Field> space_fields();
Result<void> read_spaces(const Reading&, const RowsWanted&, const RowSink&);
std::span<const Field> report_fields();
Result<void> read_reports(const Reading&, const RowsWanted&, const RowSink&);
std::span<const Field> facility_fields();
Result<void> read_facilities(const Reading&, const RowsWanted&, const RowSink&);
std::span<const Field> community_fields();
Result<void> read_communities(const Reading&, const RowsWanted&, const RowSink&);
std::span<const Field> index_fields();
Result<void> read_index(const Reading&, const RowsWanted&, const RowSink&);

}  // namespace kongdi::server::features
