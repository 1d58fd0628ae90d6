// SPDX-License-Identifier: Apache-2.0
// A browser without scripts in front of the server: asks for pages, sends forms, keeps a cookie.
#pragma once

#include "core/base/sha256.hpp"
#include "core/base/time.hpp"
#include "core/codec/words.hpp"
#include "server/handlers/plain_device.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/form_body.hpp"

namespace kongdi::server::tests {

using kongdi::tests::FormBody;

inline constexpr std::string_view kFormId = "019ab4f1-0000-7000-8000-000000000001";

inline std::string consent_of(std::string_view purpose, std::string_view language = "zh") {
    const ConsentText* text = catalogue().consent(purpose);
    return std::to_string(text->version) + " " + sha256(text->text.in(language));
}

/// What stands in a form that is filled in as far as it must be.
inline FormBody report_form(std::string_view id = kFormId) {
    return FormBody()
        .with("id", std::string(id))
        .with("questionnaire_version", "1")
        .with("place.lon", "120.1551")
        .with("place.lat", "30.2741")
        .with("space_type", "I05")
        .with("consent.survey", consent_of("survey"));
}
inline FormBody rating_form(std::string_view id = kFormId) {
    return FormBody()
        .with("id", std::string(id))
        .with("questionnaire_version", "2")
        .with("community", std::string(kCommunityCode))
        .with("services.ELD02", "yes,6_10,4,5")
        .with("services.EDU01.0", "none_here")
        .with("services.EDU01.3", "dont_know")
        .with("consent.survey", consent_of("survey"));
}

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

class PlainFixture : public ServerFixture {
protected:
    static Pair cookie(std::string_view device = kDevice) {
        return {"Cookie", std::string(kDeviceCookie) + "=" + std::string(device)};
    }
    /// A page in Chinese unless the query says otherwise.
    Response page(std::string path, std::vector<Pair> query = {}) {
        return get(std::move(path), {cookie()}, std::move(query));
    }
    Response post(std::string path, const FormBody& form, std::vector<Pair> headers = {cookie()},
                  std::vector<Pair> query = {}) {
        Request asked = request(Method::Post, std::move(path), form.bytes());
        asked.headers = std::move(headers);
        asked.headers.emplace_back("Content-Type", FormBody::kType);
        asked.query = std::move(query);
        return send(std::move(asked));
    }
    Value record_sent(std::string_view id = kFormId) {
        const auto bytes = storage().record_bytes(id);
        if (!bytes || bytes->empty()) return {};
        auto tree = parse_own_json(bytes->front());
        return tree ? *std::move(tree) : Value();
    }
    std::string words(std::string_view key, Language language = Language::Zh) const {
        return std::string(Words(language)(key));
    }
};

}  // namespace kongdi::server::tests
