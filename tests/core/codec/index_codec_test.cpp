// SPDX-License-Identifier: Apache-2.0
#include "core/codec/index_codec.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "core/base/embedded.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "tests/support/index_city.hpp"

namespace kongdi {

using tests::IndexCity;
using tests::plain_index_settings;
using tests::service_reaching;

namespace {

/// Of 120 communities and six kinds, with doubts.
CityInput some_city() {
    tests::Random random(21);
    IndexCity city(
        {{"ELD01", 2}, {"EDU01", 2}, {"COM01", 1}, {"CUL02", 1}, {"SPO01", 1}, {"HEA02", 1}});
    for (int f = 0; f < 30; ++f) city.doubtful("f" + std::to_string(f), f % 3 == 0 ? 0.3 : 0.5);
    for (int c = 0; c < 120; ++c) {
        std::vector<Service> services;
        for (int k = 0; k < 6; ++k) {
            Service one = service_reaching(static_cast<double>(random.between(0, 100'000)) / 1000);
            one.required = static_cast<double>(random.between(0, 3)) * 40;
            one.supplied = static_cast<double>(random.between(0, 120));
            for (std::size_t i = random.below(9); i > 0; --i) {
                one.satisfaction.add(random.between(1, 5), 1);
                one.importance.add(random.between(1, 5), 1);
            }
            if (random.once_in(4)) {
                one.doubts = {{random.below(15), 20}, {15 + random.below(15), 0}};
                one.reached_with = {one.reached, 60, 70, 100};
            }
            services.push_back(std::move(one));
        }
        city.community(std::to_string(330'199'001'001 + c), std::move(services));
    }
    return city.build();
}

FrozenRun some_run() {
    return {plain_index_settings(), Value::map({{"wave", "2024 上半年"}}), some_city()};
}

ErrorCode refusal(std::string_view settings, std::string_view path) {
    const CheckedIndexSettings checked =
        index_settings_of(*parse_json(settings), plain_index_settings());
    EXPECT_EQ(checked.errors.size(), 1U) << settings;
    if (checked.errors.empty()) return ErrorCode::Internal;
    EXPECT_EQ(checked.errors.front().path, path) << settings;
    return checked.errors.front().code;
}

}  // namespace

TEST(IndexCodec, a_run_comes_back_from_its_document_and_gives_the_same_bytes) {
    const FrozenRun run = some_run();
    const std::string document = run_document(run);
    const auto again = frozen_run_of(document);
    ASSERT_TRUE(again) << again.error().path;
    EXPECT_EQ(again->settings, run.settings);
    EXPECT_EQ(again->about, run.about);
    EXPECT_EQ(again->city, run.city);
    EXPECT_EQ(run_document(*again), document);
    EXPECT_EQ(city_index(again->city, again->settings), city_index(run.city, run.settings));
}

TEST(IndexCodec, buildings_are_kept_and_runs_that_did_not_count_them_stay_as_they_are) {
    FrozenRun run = some_run();
    EXPECT_EQ(run_document(run).find("buildings"), std::string::npos);
    Service& first = run.city.communities[0].services[0];
    first.buildings = 12;
    first.buildings_reached = 5;
    const std::string document = run_document(run);
    const auto read = frozen_run_of(document);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->city, run.city);
    EXPECT_EQ(run_document(*read), document);
    // More reached than there are.
    std::string wrong = document;
    wrong.replace(wrong.find("[12,5]"), 6, "[12,13]");
    const auto refused = frozen_run_of(wrong);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().path, "/city/communities/0/buildings");
}

TEST(IndexCodec, phone_and_server_come_to_the_same_bytes) {
    const FrozenRun run = some_run();
    const std::string document = run_document(run);
    const CityIndex index = city_index(run.city, run.settings);
    EXPECT_EQ(sha256(document), "3ae0a597b4ad3779c7b1a042539f886fb5fb1d255df0c2278be84488bc45521e");
    EXPECT_EQ(sha256(result_document(index, sha256(document))),
              "92398cd7f11f1884c0ff9f690a1477c7d49bdcccef3309a265fad69575f7988c");
}

TEST(IndexCodec, what_came_out_is_read_back) {
    const CityIndex index = city_index(some_city(), plain_index_settings());
    const auto again = city_index_of(city_index_tree(index));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, index);
    EXPECT_FALSE(city_index_of(Value::map()));
}

TEST(IndexCodec, the_defaults_of_the_data_file_are_good) {
    const auto tree = parse_own_json(embedded_file("planning/index.json"));
    ASSERT_TRUE(tree);
    const CheckedIndexSettings checked = index_settings_of(*tree, {});
    EXPECT_TRUE(checked.ok());
    EXPECT_EQ(checked.settings.access_share, 0.6);
    EXPECT_EQ(checked.settings.bottom_share, 0.1);
    EXPECT_EQ(checked.settings.weight_of("ELD01"), 2);
    EXPECT_EQ(checked.settings.weight_of("COM01"), 1);
}

TEST(IndexCodec, what_is_not_named_is_as_it_was) {
    const CheckedIndexSettings checked = index_settings_of(
        *parse_json(R"({"bottom_rounding":"down","weights":{"COM01":3}})"), plain_index_settings());
    ASSERT_TRUE(checked.ok());
    IndexSettings expected = plain_index_settings();
    expected.bottom_rounding = CutRounding::Down;
    expected.weights = {{"COM01", 3}};
    EXPECT_EQ(checked.settings, expected);
    EXPECT_EQ(index_settings_of(Value(), expected).settings, expected);
}

TEST(IndexCodec, settings_out_of_range_are_refused_by_name) {
    EXPECT_EQ(refusal("7", ""), ErrorCode::FieldType);
    for (const char* name : {"access_share", "bottom_share"}) {
        const std::string start = std::string("{\"") + name + "\":";
        const std::string path = std::string("/") + name;
        EXPECT_EQ(refusal(start + "1.01}", path), ErrorCode::FieldRange);
        EXPECT_EQ(refusal(start + "-0.1}", path), ErrorCode::FieldRange);
        EXPECT_EQ(refusal(start + "\"0.5\"}", path), ErrorCode::FieldType);
    }
    EXPECT_EQ(refusal(R"({"draws":0})", "/draws"), ErrorCode::FieldRange);
    EXPECT_EQ(refusal(R"({"draws":10001})", "/draws"), ErrorCode::FieldRange);
    EXPECT_EQ(refusal(R"({"draws":10.5})", "/draws"), ErrorCode::FieldType);
    EXPECT_EQ(refusal(R"({"seed":-1})", "/seed"), ErrorCode::FieldRange);
    EXPECT_EQ(refusal(R"({"weights":[1]})", "/weights"), ErrorCode::FieldType);
    EXPECT_EQ(refusal(R"({"weights":{"ELD01":11}})", "/weights/ELD01"), ErrorCode::FieldRange);
    EXPECT_EQ(refusal(R"({"bottom_rounding":"sideways"})", "/bottom_rounding"),
              ErrorCode::FieldChoice);
    EXPECT_EQ(refusal(R"({"unsure_low":0.9})", "/unsure_high"), ErrorCode::FieldRange);
}

TEST(IndexCodec, a_document_whose_parts_do_not_fit_is_refused) {
    const Value whole = *parse_own_json(run_document(some_run()));
    const auto broken = [&](std::string_view path, auto change) {
        Value tree = whole;
        change(*tree.find("city"));
        const auto read = frozen_run_of(write_json(tree));
        EXPECT_FALSE(read) << path;
        if (!read) {
            EXPECT_EQ(read.error().path, path);
        }
    };
    const auto service = [](Value& city, std::size_t place) -> Value& {
        Value& community = (*city.find("communities")->if_list())[1];
        return (*community.find("services")->if_list())[place];
    };
    broken("/city/communities/1/services",
           [&](Value& city) { city.find("communities")->if_list()->at(1).set("services", 1); });
    broken("/city/communities/1/services/2", [&](Value& city) {
        service(city, 2) = Value::list({1, 2});
    });
    broken("/city/communities/1/services/0",
           [&](Value& city) { service(city, 0).if_list()->at(1) = -1; });
    broken("/city/communities/1/services/3", [&](Value& city) {
        service(city, 3).if_list()->at(5) = Value::list({1, 2});
    });
    broken("/city/communities/1/services/0", [&](Value& city) {
        Value& one = service(city, 0);
        one.if_list()->resize(7);
        one.push(Value::list({Value::list({99, 1})}));
        one.push(Value::list({1, 2}));
    });
    broken("/city/communities/1/services/0", [&](Value& city) {
        Value& one = service(city, 0);
        one.if_list()->resize(7);
        one.push(Value::list({Value::list({1, 1})}));
        one.push(Value::list({1, 2, 3}));
    });
    EXPECT_FALSE(frozen_run_of("{}"));
    EXPECT_FALSE(frozen_run_of("no json"));
}

}  // namespace kongdi
