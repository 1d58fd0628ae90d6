// SPDX-License-Identifier: Apache-2.0
// The photos of a backup and the hash of each file, in the order of their names, as `sha256sum -c`
// reads them.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace kongdi::server {

struct PhotoLine {
    std::string name = {};    // the hash that the photo is known by
    std::string sha256 = {};  // of the file
};

/// Where a photo lies in the folder of a store or of a backup.
std::filesystem::path photo_path(std::string_view name);
std::string text_of(const PhotoLine& line);

class PhotoListReader {
public:
    /// An empty path, or one where nothing is: an empty list.
    explicit PhotoListReader(const std::filesystem::path& file) : m_file(file, std::ios::binary) {}
    /// False after the last. An error names the line.
    Result<bool> next(PhotoLine& line);

private:
    std::ifstream m_file;
    std::int64_t m_number = 0;
};

/// not_found, or internal when it cannot be read.
Result<std::string> whole_file(const std::filesystem::path& path);
/// The hash of a file of any size.
Result<std::string> file_sha256(const std::filesystem::path& path);

}  // namespace kongdi::server
