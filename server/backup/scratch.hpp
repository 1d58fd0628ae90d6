// SPDX-License-Identifier: Apache-2.0
// A folder for a store that is only needed for a while; gone at the end.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.hpp"

namespace kongdi::server {

class Scratch {
public:
    /// Inside another folder; empty: where the system has its temporary files.
    static Result<std::unique_ptr<Scratch>> make(const std::filesystem::path& inside);
    explicit Scratch(std::filesystem::path path) : m_path(std::move(path)) {}
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    std::string url() const { return "sqlite:" + m_path.string(); }

private:
    const std::filesystem::path m_path;
};

}  // namespace kongdi::server
