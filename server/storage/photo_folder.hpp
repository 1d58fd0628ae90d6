// SPDX-License-Identifier: Apache-2.0
// Photos as files named by the SHA-256 of their bytes: photos/ab/abcdef…; pieces of uploads under
// way in photos/incoming. A name appears only when its bytes are safe on the disk.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace kongdi::server {

class PhotoFolder {
public:
    explicit PhotoFolder(std::filesystem::path folder);

    bool has(std::string_view sha256) const;
    Result<std::string> read(std::string_view sha256, std::string_view variant = {}) const;
    Result<void> keep(std::string_view sha256, std::string_view bytes,
                      std::string_view variant = {});

    /// The photo and what was made of it; nothing when there is none.
    Result<void> drop(std::string_view sha256);

    std::int64_t offset(std::string_view sha256) const;
    Result<std::int64_t> add_piece(std::string_view sha256, std::int64_t offset,
                                   std::string_view bytes);
    Result<std::string> pieces(std::string_view sha256) const;
    Result<void> drop_pieces(std::string_view sha256);

private:
    /// Takes away uploads that nobody went on with.
    void sweep();
    std::filesystem::path path_of(std::string_view sha256, std::string_view variant) const;
    std::filesystem::path piece_path(std::string_view sha256) const;
    std::mutex& lock_of(std::string_view sha256);

    const std::filesystem::path m_folder;
    const std::filesystem::path m_incoming;
    std::array<std::mutex, 64> m_locks;  // two uploads of one photo at once take turns
};

}  // namespace kongdi::server
