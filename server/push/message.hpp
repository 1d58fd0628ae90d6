// SPDX-License-Identifier: Apache-2.0
// What a resident is told of an event: the steps that they see in the history of a report of
// theirs. Nothing that anybody wrote, nobody's name, and no place.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/words.hpp"
#include "server/storage/push_subscriptions.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server::push {

/// For each browser that is told of it; mostly none. What was undone by now is not told. Errors of
/// the storage.
Result<std::vector<PushMessage>> messages_of(Storage& storage, const EventHead& event);

/// {"title","text","path","tag"}: in the language, the page of the report, and its id, by which a
/// newer message takes the place of an older one on the device.
std::string body_of(const PushMessage& message, const Words& text);

}  // namespace kongdi::server::push
