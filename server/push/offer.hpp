// SPDX-License-Identifier: Apache-2.0
// That this server tells browsers by Web Push, and the key by which it does.
#pragma once

#include <mutex>
#include <optional>

#include "server/auth/server_key.hpp"
#include "server/push/p256.hpp"
#include "server/push/settings.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server::push {

class Offer {
public:
    /// All of these outlive it.
    Offer(Storage& storage, const ServerKey& seal, Settings settings)
        : m_storage(storage), m_seal(seal), m_settings(std::move(settings)) {}

    const Settings& settings() const { return m_settings; }
    /// That of all servers of this store. Made when it is first asked for, so that a store that is
    /// there to be filled stays empty; kept in it, sealed. Browsers are bound to it: another one
    /// would be of no use to those that are told already, so one that cannot be opened is an error
    /// (internal) and is not replaced.
    Result<PrivateKey> key();

private:
    Result<PrivateKey> opened(const std::string& sealed) const;

    Storage& m_storage;
    const ServerKey& m_seal;
    const Settings m_settings;
    std::mutex m_mutex;
    std::optional<PrivateKey> m_key;
};

}  // namespace kongdi::server::push
