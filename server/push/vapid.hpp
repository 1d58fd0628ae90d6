// SPDX-License-Identifier: Apache-2.0
// By what a push service knows that it is this server that sends: RFC 8292.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "server/push/p256.hpp"

namespace kongdi::server::push {

/// How long what is signed counts; a service may refuse what would count for more than a day.
inline constexpr std::int64_t kSignedForMs = 12 * 3'600'000;

/// The value of `Authorization`: "vapid t=…, k=…". `origin` is of the service ("https://host"),
/// `contact` who runs this server.
Result<std::string> vapid_of(const PrivateKey& key, std::string_view origin,
                             std::string_view contact, std::int64_t now_ms);

}  // namespace kongdi::server::push
