// SPDX-License-Identifier: Apache-2.0
// The files of the page: read from one folder and nothing outside of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

class StaticFiles {
public:
    /// An empty folder name: there is no page.
    explicit StaticFiles(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// The file of a path, or the page itself for an address of the page ("/my"); none when there
    /// is neither. Answers If-None-Match, and with the brotli file beside it where it is accepted.
    std::optional<Response> answer(const Request& request) const;

private:
    std::optional<Response> file(const std::string& name, const Request& request) const;

    const std::filesystem::path m_folder;
};

/// Is this a path of plain names ("app/x.js"), with nothing that climbs, hides or is empty?
bool is_plain_path(std::string_view path);
/// Does the name carry a content hash ("kongdi.3f9a1c2e.js"), so that its bytes never change?
bool is_hashed_name(std::string_view name);
std::string_view media_type_of(std::string_view name);

}  // namespace kongdi::server
