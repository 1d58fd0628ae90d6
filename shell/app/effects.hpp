// SPDX-License-Identifier: Apache-2.0
// What the reducer asks the platform to do, as trees (shell/platform/platform.hpp lists them).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/value.hpp"

namespace kongdi::shell {

using Effects = std::vector<Value>;

Value store_put(std::string_view table, std::string_view key, const Value& value,
                std::string_view tag = {});
Value store_delete(std::string_view table, std::string_view key);
/// One change of store_write(); a null value deletes.
struct StoreChange {
    std::string_view table;
    std::string key;
    Value value = {};
};
/// All of the changes or none, with the photos of these hashes as far as they are not stored yet.
Value store_write(std::string_view tag, const std::vector<StoreChange>& changes,
                  const std::vector<std::string>& photos = {});
/// Adds to a request of the outbox that it must not be made by two tabs: `kept` says that the
/// record is in the device's outbox, where another tab may have been done with it.
Value only_once(Value request, std::string_view record_id, bool kept);
Value http_get(std::string_view tag, std::string_view path);
/// A request of the page that changes something; a null body sends none.
Value http_post(std::string_view tag, std::string_view path, const Value& body);
/// The bytes of a record as they are, since their hash is the record's.
Value http_post_bytes(std::string_view tag, std::string_view path, std::string_view bytes);
/// Stops the request of that tag.
Value http_cancel(std::string_view tag);
/// Adds a header to a request.
Value with_header(Value request, std::string_view name, std::string_view value);
Value photo_upload(std::string_view tag, std::string_view sha256);
Value simple_effect(std::string_view op);
Value effect(std::string_view op, Value::Map members);

}  // namespace kongdi::shell
