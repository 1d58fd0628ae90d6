// SPDX-License-Identifier: Apache-2.0
#include "server/exports/private_folder.hpp"

#include <cstdlib>
#include <string>
#include <utility>

namespace kongdi::server {

Result<PrivateFolder> PrivateFolder::make() {
    std::error_code failure;
    const auto below = std::filesystem::temp_directory_path(failure);
    std::string name = (below / "kongdi_export_XXXXXX").string();
    // mkdtemp gives it to its owner alone.
    if (failure || mkdtemp(name.data()) == nullptr)
        return Error{ErrorCode::StorageFull, {}, "cannot make " + name};
    return PrivateFolder(std::filesystem::path(name));
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : m_path(std::exchange(other.m_path, {})) {}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    if (!m_path.empty()) std::filesystem::remove_all(m_path, ignored);
}

}  // namespace kongdi::server
