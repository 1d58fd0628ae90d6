// SPDX-License-Identifier: Apache-2.0
// The whole program on the machine of tests: effects are read as trees, presses go by the semantic
// tree, answers of the server are events.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/messages.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"
#include "shell/app/app.hpp"
#include "shell/platform/native.hpp"

namespace kongdi::shell::testing {

inline const std::string kPhotoHash(64, 'a');
inline constexpr std::string_view kCommunityCode = "339901001001";

inline Value square_community() {
    const Geometry area = MultiPolygon{
        {{{{120.15, 30.27}, {120.17, 30.27}, {120.17, 30.29}, {120.15, 30.29}, {120.15, 30.27}}}}};
    return api::to_value(
        api::MapPart{box_of(area), {{"community", "翠苑社区", std::string(kCommunityCode), area}}});
}

class AppTest : public ::testing::Test {
protected:
    void SetUp() override {
        platform::native::reset(7);
        Result<Catalogue> catalogue = load_catalogue();
        ASSERT_TRUE(catalogue);
        m_app = std::make_unique<App>(*std::move(catalogue));
        platform::run(*m_app);
    }

    App& app() { return *m_app; }
    const AppState& state() const { return m_app->state(); }

    void send(Value event) {
        m_app->event(write_json(event));
        collect();
    }
    /// The page opens at an address, with what the device's store holds.
    void open(std::string_view path, Value tables = Value::map(), std::string_view lang = "en") {
        send(Value::map({{"event", "start"},
                         {"lang", lang},
                         {"path", path},
                         {"online", true},
                         {"utc_offset_min", 480}}));
        send(Value::map({{"event", "store.loaded"}, {"tables", std::move(tables)}}));
    }
    void answer(std::string_view tag, int status, const Value& body) {
        send(Value::map({{"event", "http.done"},
                         {"tag", tag},
                         {"status", status},
                         {"headers", Value::map()},
                         {"body", write_json(body)}}));
    }
    void no_answer(std::string_view tag) {
        send(Value::map({{"event", "http.failed"}, {"tag", tag}, {"reason", "offline"}}));
    }
    /// Effects of an op since the last call, oldest first; the others stay.
    std::vector<Value> take(std::string_view op) {
        collect();
        std::vector<Value> found;
        std::vector<Value> rest;
        for (Value& effect : m_effects)
            (effect["op"].string_or("") == op ? found : rest).push_back(std::move(effect));
        m_effects = std::move(rest);
        return found;
    }
    /// The last request with a tag that starts so; null when there was none.
    Value request(std::string_view tag) {
        Value last;
        for (Value& effect : take("http"))
            if (effect["tag"].string_or("").starts_with(tag)) last = std::move(effect);
        return last;
    }
    /// What was put last under a key.
    Value stored(std::string_view table, std::string_view key) {
        Value last;
        for (Value& effect : take("store.put"))
            if (effect["table"].string_or("") == table && effect["key"].string_or("") == key)
                last = std::move(effect);
        return last;
    }

    /// The phone found where it is.
    void fix_comes() {
        send(Value::map({{"event", "fix.ready"},
                         {"lon", 120.16},
                         {"lat", 30.28},
                         {"accuracy_m", 18},
                         {"at_ms", platform::now_ms()}}));
    }

    void draw() { platform::native::draw(); }
    const widgets::Node* node(std::string_view path) {
        return widgets::find_node(widgets::last_tree(), path);
    }
    /// Presses what has this path on the screen.
    void press(std::string_view path) {
        draw();
        const widgets::Node* found = node(path);
        ASSERT_NE(found, nullptr) << path;
        int same = 0;
        for (const widgets::Node& one : widgets::last_tree()) same += one.id == found->id ? 1 : 0;
        EXPECT_EQ(same, 1) << path << " would press others, too";
        widgets::activate(found->id);
        draw();
        collect();
    }
    /// What has a path that ends so.
    const widgets::Node* ending(std::string_view name) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.path.ends_with(name)) return &one;
        return nullptr;
    }
    /// The tree, and the path in it, is another after the next drawing.
    void press_ending(std::string_view name) {
        draw();
        const widgets::Node* found = ending(name);
        ASSERT_NE(found, nullptr) << name;
        press(std::string(found->path));
    }
    void type(std::string_view path, std::string_view value) {
        draw();
        const widgets::Node* found = node(path);
        ASSERT_NE(found, nullptr) << path;
        widgets::edit(found->id, {std::string(value), false, true}, found->edit + 1);
        draw();
        collect();
    }

    /// Fills in a report up to the last look, without a network.
    void fill_report() {
        press("home/report");
        answer("map", 200, square_community());
        send(Value::map({{"event", "photo.ready"},
                         {"sha256", kPhotoHash},
                         {"bytes", 1000},
                         {"width", 40},
                         {"height", 30}}));
        press("report/next");
        fix_comes();
        press("report/next");
        press("report/3/space_type/choices/I05");
        press("report/next");
        type("report/4/description/value", "楼下的车棚空了两年");
        press("report/next");
        for (const char* purpose : {"survey", "photo", "location"})
            press(std::string("report/5/") + purpose);
        press("report/next");
    }

    /// Sends what fill_report() filled in, as far as the device having kept it; the record's id.
    std::string send_filled_report() {
        press("report/next");
        const std::string id = state().outbox.back().id;
        send(Value::map({{"event", "store.done"}, {"tag", "outbox:" + id}}));
        return id;
    }
    /// The same as far as the receipt; its photo is still to be uploaded.
    std::string deliver_filled_report() {
        const std::string id = send_filled_report();
        answer("record:" + id, 201, receipt_for(request("record:")));
        return id;
    }

    /// The receipt a server would give for the bytes that were sent.
    Value receipt_for(const Value& request, std::string_view number = "翠苑 1001") {
        const std::string_view bytes = request["body"].string_or("");
        const Result<Value> record = parse_json(bytes);
        return api::to_value(api::Receipt{std::string(number), record->text("id"), sha256(bytes),
                                          platform::now_ms()});
    }

private:
    /// Each change of a store.write also as an effect of its own.
    void note_writes(const Value& effect) {
        for (const Value& change : effect.items("changes")) {
            Value one = change;
            one.set("op", change["value"].is_null() ? "store.delete" : "store.put");
            m_effects.push_back(std::move(one));
        }
    }
    void collect() {
        for (const std::string& json : platform::native::take_effects())
            if (Result<Value> effect = parse_own_json(json)) {
                note_writes(*effect);
                m_effects.push_back(*effect);
            }
    }

    std::unique_ptr<App> m_app;
    std::vector<Value> m_effects;
};

}  // namespace kongdi::shell::testing
