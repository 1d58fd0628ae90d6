// SPDX-License-Identifier: Apache-2.0
// Records for tests. What is not mentioned is right, so a test names only what it is about:
//   RecordBuilder().without("consent").build()
//   RecordBuilder().number(7).with("/body/description", "空了三年").bytes()
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/base/time.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"
#include "core/rules/record_check.hpp"
#include "tests/support/value_path.hpp"

namespace kongdi::tests {

/// 2026-11-24T08:00:00Z, the clock of tests.
inline constexpr std::int64_t kNowMs = 1'795'507'200'000;

/// The embedded catalogue, read once.
inline const Catalogue& catalogue() {
    static const Catalogue kCatalogue = [] {
        Result<Catalogue> loaded = load_catalogue();
        if (!loaded) {
            std::fprintf(stderr, "catalogue: %s\n", loaded.error().path.c_str());
            std::abort();
        }
        return *std::move(loaded);
    }();
    return kCatalogue;
}

inline RecordContext context(std::int64_t now_ms = kNowMs) { return {catalogue(), now_ms}; }

class RecordBuilder {
public:
    /// An idle space by a resident, a minute ago, with a point set by hand and no photo.
    RecordBuilder() {
        const Value point = Value::map(
            {{"lon", 120.1551}, {"lat", 30.2741}, {"datum", "WGS-84"}, {"source", "hand"}});
        m_tree = Value::map({
            {"id", ""},
            {"kind", "idle_space"},
            {"questionnaire", "idle_space"},
            {"questionnaire_version", 1},
            {"community", "330106001051"},
            {"created_at", format_time(kNowMs - 60'000)},
            {"device", "00112233445566778899aabbccddeeff"},
            {"mode", "self"},
            {"consent", Value::map()},
            {"photos", Value::list()},
            {"body",
             Value::map({{"place", Value::map({{"point", point}})}, {"space_type", "I05"}})},
        });
        number(1);
    }

    /// An answer in a meeting of this number, without its seat and answer.
    static RecordBuilder meeting(std::int64_t version) {
        RecordBuilder builder;
        return builder.with("/kind", "meeting")
            .with("/questionnaire", "meeting")
            .with("/questionnaire_version", version)
            .with("/mode", "session")
            .with("/body", Value::map());
    }

    /// The answers of the other questionnaire.
    static RecordBuilder service_checkup() {
        RecordBuilder builder;
        builder.with("/kind", "service_checkup")
            .with("/questionnaire", "service_checkup")
            .with("/questionnaire_version", 2);
        const Value canteen = Value::list({"yes", "6_10", 4, 5});
        const Value nursery = Value::list({"none_here", Value(), Value(), "dont_know"});
        return builder.with(
            "/body",
            Value::map({{"services", Value::map({{"ELD02", canteen}, {"EDU01", nursery}})}}));
    }

    /// A resident says that a facility of the register is closed.
    static RecordBuilder closed_facility(std::string_view facility) {
        RecordBuilder builder;
        return builder.with("/kind", "facility_remark")
            .with("/questionnaire", "facility_remark")
            .with("/body", Value::map({{"subject", "closed"}, {"facility", facility}}));
    }

    /// A resident says that a kind of facility is missing at the usual point.
    static RecordBuilder missing_facility(std::string_view kind) {
        RecordBuilder builder;
        const Value place = builder.build()["body"]["place"];
        return builder.with("/kind", "facility_remark")
            .with("/questionnaire", "facility_remark")
            .with("/body", Value::map({{"subject", "missing"},
                                       {"facility_kind", kind},
                                       {"place", place},
                                       {"description", "要走很远"}}));
    }

    /// As phones answered it before there was a second version.
    static RecordBuilder first_checkup() {
        return service_checkup()
            .with("/questionnaire_version", 1)
            .with(
                "/body",
                Value::map({{"satisfaction", Value::map({{"ELD02", 4}, {"EDU01", "dont_know"}})}}));
    }

    /// Another record: its own id, made of the number.
    RecordBuilder& number(std::uint32_t n) {
        std::array<std::uint8_t, 10> random{};
        for (std::size_t i = 0; i < 4; ++i)
            random[6 + i] = static_cast<std::uint8_t>(n >> (24U - 8U * static_cast<unsigned>(i)));
        return with("/id", make_uuid_v7(kNowMs - 60'000, random));
    }

    /// Sets a field, by name ("mode") or by path ("/body/place/point/lon").
    RecordBuilder& with(std::string_view field, Value value) {
        set_path(m_tree, path_of(field), std::move(value));
        m_own_consent = m_own_consent || field.find("consent") != std::string_view::npos;
        return *this;
    }
    RecordBuilder& without(std::string_view field) {
        erase_path(m_tree, path_of(field));
        m_own_consent = m_own_consent || field.find("consent") != std::string_view::npos;
        return *this;
    }

    /// Lists a photo and names it in the answer.
    RecordBuilder& photo(std::string_view sha256, std::int64_t bytes = 48'000) {
        m_tree.find("photos")->push(
            Value::map({{"sha256", sha256}, {"bytes", bytes}, {"width", 1200}, {"height", 900}}));
        if (at_path(m_tree, "/body/photo") == nullptr)
            set_path(m_tree, "/body/photo", Value::list());
        at_path(m_tree, "/body/photo")->push(sha256);
        return *this;
    }

    /// What the phone said of its position, kept apart from the point.
    RecordBuilder& fix(double lon, double lat, double accuracy_m = 20) {
        return with("/body/place/fix", Value::map({{"lon", lon},
                                                   {"lat", lat},
                                                   {"datum", "WGS-84"},
                                                   {"source", "fix"},
                                                   {"accuracy_m", accuracy_m}}));
    }

    /// Consent to a purpose with the words of a language; the consents needed are given unasked.
    RecordBuilder& consent(std::string_view purpose, std::string_view language = "zh") {
        give(m_tree, purpose, language);
        return *this;
    }

    Value build() const {
        Value tree = m_tree;
        if (!m_own_consent && tree["consent"].if_map() != nullptr)
            for (const std::string_view purpose :
                 consent_needed(tree["body"], !tree.items("photos").empty()))
                give(tree, purpose, "zh");
        return tree;
    }
    std::string bytes() const { return write_json(build()); }

private:
    static std::string path_of(std::string_view field) {
        return field.starts_with('/') ? std::string(field) : "/" + std::string(field);
    }
    static void give(Value& tree, std::string_view purpose, std::string_view language) {
        const ConsentText* text = catalogue().consent(purpose);
        if (text == nullptr || tree["consent"].find(purpose) != nullptr) return;
        tree.find("consent")->set(
            purpose,
            Value::map({{"version", text->version}, {"sha256", sha256(text->text.in(language))}}));
    }

    Value m_tree = {};
    bool m_own_consent = false;
};

}  // namespace kongdi::tests
