// SPDX-License-Identifier: Apache-2.0
// What communities are called, read when the first is asked for.
#pragma once

#include <string>
#include <unordered_map>

#include "server/storage/storage.hpp"

namespace kongdi::server {

class CommunityNames {
public:
    explicit CommunityNames(Storage& storage) : m_storage(storage) {}

    /// Empty for a code that nobody knows.
    Result<std::string> of(const std::string& code) {
        if (code.empty()) return std::string();
        if (!m_read) {
            for (CommunityName& one : KONGDI_TRY(m_storage.known_communities()))
                m_names.emplace(std::move(one.code), std::move(one.name));
            m_read = true;
        }
        const auto known = m_names.find(code);
        return known == m_names.end() ? std::string() : known->second;
    }

private:
    Storage& m_storage;
    bool m_read = false;
    std::unordered_map<std::string, std::string> m_names = {};
};

}  // namespace kongdi::server
