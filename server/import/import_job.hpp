// SPDX-License-Identifier: Apache-2.0
// Files become layers of the map: looked at first, then all of them in one transaction or none.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "core/api/import_messages.hpp"
#include "server/import/layer_rows.hpp"
#include "server/import/source_file.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct NameDecision {
    std::string name = {};
    std::string street = {};
    std::string code = {};  // empty: leave it out
};

struct ColumnChoice {
    std::string meaning = {};
    std::string column = {};  // empty: none has this meaning
};

/// What a person says of one layer of the files; what is empty is as of all of them.
struct LayerChoice {
    std::string layer = {};  // "roads", "city.gpkg" (all in it) or "city.gpkg/roads"
    std::string role = {};
    std::string crs = {};
    std::vector<ColumnChoice> columns = {};  // beside those of all
};

/// What a person says; what is empty is guessed.
struct ImportOptions {
    std::string layer = {};  // only this one of a file
    std::string role = {};
    std::string crs = {};
    std::vector<ColumnChoice> columns = {};
    std::vector<LayerChoice> layers = {};  // the last one counts
    std::vector<NameDecision> names = {};
    std::string by = {};
    /// Nobody looks at what is suggested: a layer that lies off what is known is not imported.
    bool refuses_shifted = false;
};

class ImportJob {
public:
    ~ImportJob();
    ImportJob(ImportJob&&) noexcept;

    /// Opens the files and guesses. field_choice for a role, a coordinate system, a column or a
    /// layer there is not.
    static Result<ImportJob> open(Storage& storage, std::vector<SourceFile> files,
                                  const ImportOptions& options);

    /// Reads all rows and stores none.
    Result<void> look();
    /// field_missing "/role" or "/crs" when nobody can tell what a layer is; field_choice "/crs"
    /// for one that lies off, where the options say so.
    Result<std::vector<StoredImport>> import(std::int64_t at_ms);

    /// Of the last look or import, a layer each; a mixed layer has one for each role in it.
    std::vector<api::ImportLayer> layers() const;

private:
    struct State;
    explicit ImportJob(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

api::ImportEntry entry_of(const StoredImport& import);

}  // namespace kongdi::server
