// SPDX-License-Identifier: Apache-2.0
// The key under which the store keeps what must be read again: the secrets of second factors. It is
// never in the store, so that a copy of the store alone is worth nothing.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace kongdi::server {

/// Beside the SQLite file, made at the first start.
inline constexpr std::string_view kKeyFile = "server.key";

class ServerKey {
public:
    /// A file of 64 hex digits that not everybody may read. The error's detail says what is wrong.
    static Result<ServerKey> of_file(const std::filesystem::path& file);
    /// The one in the folder; made when there is none.
    static Result<ServerKey> of_folder(const std::filesystem::path& folder);

    /// As hex (libsodium's secretbox, a nonce of its own each time). What is sealed for one account
    /// is of no use for another.
    std::string seal(std::string_view account, std::string_view secret) const;
    /// None when it was changed, or sealed by another key or for another account.
    std::optional<std::string> open(std::string_view account, std::string_view sealed) const;
    /// Another key for something else, which tells nothing of this one.
    std::array<std::uint8_t, 32> derived(std::string_view purpose) const;

private:
    std::array<std::uint8_t, 32> m_key{};
};

}  // namespace kongdi::server
