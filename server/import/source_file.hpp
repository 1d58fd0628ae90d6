// SPDX-License-Identifier: Apache-2.0
// What was given (a file, a packed one, bytes that were sent) as plain files of a known format that
// GDAL may open. Whatever had to be unpacked or written anew lies in a folder that goes with it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/import/formats.hpp"
#include "server/import/text_encoding.hpp"

namespace kongdi::server {

class WorkFolder {
public:
    /// Throws std::filesystem::filesystem_error when there is no room for one.
    WorkFolder();
    ~WorkFolder();
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

struct SourceFile {
    std::string name = {};  // as people know it, without folders
    std::filesystem::path path = {};
    const ImportFormat* format = nullptr;
    TextEncoding encoding = TextEncoding::Utf8;  // that a text came in
    std::shared_ptr<WorkFolder> folder = {};     // null for a file that is read where it lies
};

/// Largest file, packed or not, and all that a packed one may hold.
inline constexpr std::int64_t kMaxImportBytes = std::int64_t{2} << 30;

/// Largest text that is written anew because it is not UTF-8; it is in memory for that.
inline constexpr std::int64_t kMaxForeignBytes = std::int64_t{256} << 20;

inline constexpr std::int64_t kMaxWorkbookBytes = std::int64_t{400} << 20;

/// The files to read of one that was given; of a .zip all that are of a known format.
/// layer_unreadable, its detail says why.
Result<std::vector<SourceFile>> source_files(const std::filesystem::path& path);

/// The same for bytes that were sent under a name.
Result<std::vector<SourceFile>> source_files(std::string_view name, std::string_view bytes);

}  // namespace kongdi::server
