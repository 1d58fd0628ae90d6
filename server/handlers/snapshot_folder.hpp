// SPDX-License-Identifier: Apache-2.0
// How a snapshot of open data is written: into a folder of another name, each set in all its
// formats in one pass over its rows, so that no file of it is of another moment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.hpp"
#include "server/exports/row_source.hpp"
#include "server/handlers/open_catalogue.hpp"

namespace kongdi::server {

/// "cannot write NAME"
Error no_room_for(const std::filesystem::path& path);
/// Of a file or folder, to the disk.
Result<void> sync_path(const std::filesystem::path& path);

/// Goes with everything in it unless it was kept.
class PartFolder {
public:
    static Result<PartFolder> make(std::filesystem::path path);
    ~PartFolder();
    PartFolder(PartFolder&& other) noexcept;
    PartFolder& operator=(PartFolder&&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    Result<void> keep_as(const std::filesystem::path& name);
    /// Takes the place of a folder that is there, in one step where the disk can do that.
    Result<void> keep_in_place_of(const std::filesystem::path& name);

private:
    explicit PartFolder(std::filesystem::path path) : m_path(std::move(path)) {}

    std::filesystem::path m_path;  // empty when it was kept or moved from
};

class SnapshotWriter {
public:
    explicit SnapshotWriter(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// The rows in each format, each file's sum beside it. Files name `made_at_ms` as their day.
    Result<OpenSetFacts> write_set(const OpenSet& set, RowSource& rows, std::int64_t made_at_ms);
    Result<void> write_text(const std::string& name, const std::string& text);
    std::int64_t files() const { return m_files; }
    std::int64_t bytes() const { return m_bytes; }

private:
    Result<void> add_sum(OpenFileFacts& file);

    std::filesystem::path m_folder;
    std::int64_t m_files = 0;
    std::int64_t m_bytes = 0;
};

}  // namespace kongdi::server
