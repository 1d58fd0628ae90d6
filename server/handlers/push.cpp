// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/push.hpp"

#include "core/base/sha256.hpp"
#include "core/codec/words.hpp"
#include "server/handlers/body.hpp"
#include "server/oidc/base64url.hpp"
#include "server/push/encryption.hpp"
#include "server/push/offer.hpp"
#include "server/storage/push_subscriptions.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kMostBrowsers = 5;  // of a pseudonym
constexpr std::size_t kMostKey = 128;

Response done() {
    Response response;
    response.status = 204;
    return response;
}

/// The error, at a path that begins with `path`.
Error at(Error error, const std::string& path) {
    error.path = path;
    return error;
}

/// Base64url as it was given; field_format unless `is_right` says so of its bytes.
std::string key_member(const Value& keys, std::string_view name,
                       bool (*is_right)(std::string_view bytes), Errors& errors) {
    const std::string path = "/keys/" + std::string(name);
    const auto text = text_member(keys, name, kMostKey);
    if (!text) {
        errors.push_back(at(text.error(), path));
        return {};
    }
    const auto bytes = oidc::bytes_of_base64url(*text);
    if (!bytes || !is_right(*bytes)) errors.push_back({ErrorCode::FieldFormat, path});
    return *text;
}

std::string endpoint_member(const push::Settings& settings, const Value& tree, Errors& errors) {
    const auto text = text_member(tree, "endpoint", push::kMostEndpointBytes);
    if (!text) {
        errors.push_back(text.error());
        return {};
    }
    if (const auto origin = push::origin_of(settings, *text); !origin)
        errors.push_back(at(origin.error(), "/endpoint"));
    return *text;
}

std::string language_member(const Value& tree, Errors& errors) {
    const auto text = text_member(tree, "lang", kMostKey);
    if (!text)
        errors.push_back(text.error());
    else if (*text != language_code(Language::Zh) && *text != language_code(Language::En))
        errors.push_back({ErrorCode::FieldChoice, "/lang"});
    return text ? *text : std::string();
}

}  // namespace

Response show_push(const Services& services, const Request&) {
    if (services.push == nullptr) return json_response(200, Value::map({{"offered", false}}));
    const auto key = services.push->key();
    if (!key) return refused(key.error());
    return json_response(200,
                         Value::map({{"offered", true}, {"key", oidc::base64url(key->point())}}));
}

Response take_push(const Services& services, const Request& request) {
    if (services.push == nullptr) return refused(Error{ErrorCode::NotFound});
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    Errors errors;
    PushSubscription one;
    one.endpoint = endpoint_member(services.push->settings(), *tree, errors);
    const Value& keys = (*tree)["keys"];
    if (keys.is_null()) {
        errors.push_back({ErrorCode::FieldMissing, "/keys"});
    } else if (keys.if_map() == nullptr) {
        errors.push_back({ErrorCode::FieldType, "/keys"});
    } else {
        one.p256dh = key_member(keys, "p256dh", push::is_point, errors);
        one.auth = key_member(
            keys, "auth", [](std::string_view bytes) { return bytes.size() == push::kAuthBytes; },
            errors);
    }
    one.lang = language_member(*tree, errors);
    if (!errors.empty()) return refused(std::move(errors));
    one.device_sha256 = sha256(request.device);
    one.made_at_ms = request.now_ms;
    const auto kept = services.storage.put_push(one, kMostBrowsers);
    return kept ? done() : refused(kept.error());
}

Response stop_push(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto endpoint = text_member(*tree, "endpoint", push::kMostEndpointBytes);
    if (!endpoint) return refused(endpoint.error());
    const auto stopped = services.storage.stop_push(*endpoint, sha256(request.device));
    return stopped ? done() : refused(stopped.error());
}

}  // namespace kongdi::server
