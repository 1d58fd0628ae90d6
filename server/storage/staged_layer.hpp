// SPDX-License-Identifier: Apache-2.0
// A layer made ready before anything is locked: its file is read to the end and each row written as
// the tables hold it, so that the transaction has only to insert, and who reports meanwhile waits
// for that alone. The rows lie in a temporary file.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/map_rows.hpp"
#include "server/storage/register_events.hpp"

namespace kongdi::server {

struct StagedRow {
    std::string name = {};
    std::string code = {};
    std::string street = {};
    std::string geometry = {};    // GeoJSON
    std::string properties = {};  // JSON
    Box box = {};

    /// Longer side in degrees: good enough to draw what is large before what is small.
    double size() const;
};
/// field_missing for a feature without points, community_code for a community without its code.
Result<StagedRow> staged_row(std::string_view role, const Feature& feature);

class StagedLayer {
public:
    /// storage_full when there is no room for its rows, and what the rows say.
    static Result<StagedLayer> of(const NewLayer& layer, const Catalogue& catalogue);

    const NewLayer& layer() const { return *m_layer; }
    /// Of the kinds of the catalogue; they are in no row.
    const std::vector<ImportedFacility>& facilities() const { return m_facilities; }
    /// Rows and facilities, or the codes of a list.
    std::int64_t count() const;
    std::int64_t refused() const { return m_refused; }

    /// Goes to the first row, and again there when a transaction is tried once more.
    Result<void> begin();
    /// False after the last.
    Result<bool> next(StagedRow& row);

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;
    static Result<File> temporary_file();

    explicit StagedLayer(const NewLayer& layer) : m_layer(&layer) {}
    Result<void> take(const Feature& feature, const Catalogue& catalogue);
    Result<void> write(const StagedRow& row);
    bool read_text(std::string& out);

    const NewLayer* m_layer;
    File m_file = {};  // null for a list of codes
    std::vector<ImportedFacility> m_facilities = {};
    std::int64_t m_rows = 0;
    std::int64_t m_left = 0;  // not read since begin()
    std::int64_t m_refused = 0;
};

/// All of them in the order in which they are needed. The layers outlive what is staged of them.
Result<std::vector<StagedLayer>> staged_layers(std::span<const NewLayer> layers,
                                               const Catalogue& catalogue);

}  // namespace kongdi::server
