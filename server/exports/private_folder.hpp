// SPDX-License-Identifier: Apache-2.0
// A folder that nobody else may look into and that goes, with all that is in it, with its owner.
#pragma once

#include <filesystem>

#include "core/base/result.hpp"

namespace kongdi::server {

class PrivateFolder {
public:
    /// Below the system's folder for such things. storage_full when it cannot be made.
    static Result<PrivateFolder> make();
    ~PrivateFolder();
    PrivateFolder(PrivateFolder&& other) noexcept;
    PrivateFolder& operator=(PrivateFolder&&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    explicit PrivateFolder(std::filesystem::path path) : m_path(std::move(path)) {}

    std::filesystem::path m_path;  // empty when it was moved from
};

}  // namespace kongdi::server
