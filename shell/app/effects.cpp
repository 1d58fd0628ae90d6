// SPDX-License-Identifier: Apache-2.0
#include "shell/app/effects.hpp"

#include "core/api/endpoints.hpp"
#include "core/codec/json.hpp"

namespace kongdi::shell {

Value effect(std::string_view op, Value::Map members) {
    members.insert(members.begin(), {"op", op});
    return Value(std::move(members));
}

Value simple_effect(std::string_view op) { return effect(op, {}); }

Value store_put(std::string_view table, std::string_view key, const Value& value,
                std::string_view tag) {
    Value out = effect("store.put", {{"table", table}, {"key", key}, {"value", write_json(value)}});
    if (!tag.empty()) out.set("tag", tag);
    return out;
}

Value store_delete(std::string_view table, std::string_view key) {
    return effect("store.delete", {{"table", table}, {"key", key}});
}

Value store_write(std::string_view tag, const std::vector<StoreChange>& changes,
                  const std::vector<std::string>& photos) {
    Value rows = Value::list();
    for (const StoreChange& change : changes) {
        Value row = Value::map({{"table", change.table}, {"key", change.key}});
        if (!change.value.is_null()) row.set("value", write_json(change.value));
        rows.push(std::move(row));
    }
    Value hashes = Value::list();
    for (const std::string& hash : photos) hashes.push(hash);
    Value out = effect("store.write", {{"changes", std::move(rows)}, {"photos", hashes}});
    if (!tag.empty()) out.set("tag", tag);
    return out;
}

Value only_once(Value request, std::string_view record_id, bool kept) {
    request.set("lock", "record:" + std::string(record_id));
    if (kept) request.set("kept", record_id);
    return request;
}

Value http_get(std::string_view tag, std::string_view path) {
    return effect("http",
                  {{"tag", tag}, {"method", "GET"}, {"path", path}, {"headers", Value::map()}});
}

Value http_post_bytes(std::string_view tag, std::string_view path, std::string_view bytes) {
    return effect("http", {{"tag", tag},
                           {"method", "POST"},
                           {"path", path},
                           {"headers", Value::map({{"Content-Type", "application/json"},
                                                   {std::string(api::kPageHeader), "1"}})},
                           {"body", bytes}});
}

Value http_post(std::string_view tag, std::string_view path, const Value& body) {
    return http_post_bytes(tag, path, write_json(body));
}

Value http_cancel(std::string_view tag) { return effect("http.cancel", {{"tag", tag}}); }

Value with_header(Value request, std::string_view name, std::string_view value) {
    request.find("headers")->set(name, value);
    return request;
}

Value photo_upload(std::string_view tag, std::string_view sha256) {
    return effect("photo.upload", {{"tag", tag}, {"sha256", sha256}});
}

}  // namespace kongdi::shell
