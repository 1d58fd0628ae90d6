// SPDX-License-Identifier: Apache-2.0
// Files made by others that lie beside the checkout and not in it. A test that needs them says
// their name and has nothing to do where they are absent.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "tests/support/places.hpp"

namespace kongdi::tests {

/// $KONGDI_SHARED_DATA, else ../shared/data beside the checkout.
inline std::filesystem::path shared_data_folder() {
    if (const char* folder = std::getenv("KONGDI_SHARED_DATA")) return folder;
    return std::filesystem::path(source_dir()).parent_path() / "shared" / "data";
}

/// The path of a file or folder of the shared data; empty, and said aloud, when there is none.
inline std::filesystem::path shared_data(std::string_view name) {
    const std::filesystem::path path = shared_data_folder() / name;
    std::error_code none;
    if (std::filesystem::exists(path, none)) return path;
    std::printf("not there: shared data %s\n", std::string(name).c_str());
    return {};
}

inline std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The files of a folder with this ending, sorted by name; none for an empty folder path.
inline std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder,
                                                   std::string_view ending) {
    std::vector<std::filesystem::path> files;
    std::error_code none;
    if (folder.empty()) return files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none))
        if (entry.path().extension() == ending) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace kongdi::tests
