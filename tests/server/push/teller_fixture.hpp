// SPDX-License-Identifier: Apache-2.0
// A store of either kind, two push services, and a browser that is told.
#pragma once

#include "server/push/teller.hpp"
#include "tests/server/push/push_service.hpp"
#include "tests/server/storage/erasure_fixture.hpp"

namespace kongdi::server::tests::telling {

using namespace erasing;
using push::Offer;
using push::Pace;
using push::Teller;

inline std::int64_t wall_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

class TellerFixture : public ErasureFixture {
protected:
    TellerFixture() : m_key(*ServerKey::of_folder(m_folder.path())) {
        m_folder.write("ca.pem", m_service.pem() + m_other_service.pem());
        m_settings.contact = "mailto:office@city.example";
        m_settings.ca_file = (m_folder.path() / "ca.pem").string();
        for (const PushService* one : {&m_service, &m_other_service})
            m_settings.services.push_back(
                {"localhost", false, one->host().substr(std::string("localhost:").size())});
        m_offer = std::make_unique<Offer>(*m_storage, m_key, m_settings);
    }
    std::unique_ptr<Teller> begin(const std::string& holder = "one", Pace pace = quick()) {
        return begin(*m_storage, *m_offer, holder, pace);
    }
    std::unique_ptr<Teller> begin(Storage& storage, Offer& offer, const std::string& holder,
                                  Pace pace = quick()) {
        auto out = std::make_unique<Teller>(
            storage, offer, holder, [this] { return wall_ms() + m_later_ms; },
            [this](std::string_view line) {
                const std::lock_guard lock(m_mutex);
                m_log.emplace_back(line);
            },
            pace);
        // It knows where it begins.
        EXPECT_TRUE(PushService::wait_for(
            [&] { return storage.webhook_cursor(kPushTarget).value().has_value(); }));
        return out;
    }
    static Pace quick() {
        return {.poll_ms = 10,
                .first_wait_ms = 20,
                .most_wait_ms = 80,
                .most_rest_ms = 100,
                .lease_ms = 4000,
                .longest = std::chrono::milliseconds(1000),
                .at_once = 32};
    }
    void subscribe(const std::string& name, std::string_view device = kDevice,
                   const std::string& lang = "zh") {
        subscribe(m_service, name, device, lang);
    }
    void subscribe(const PushService& service, const std::string& name,
                   std::string_view device = kDevice, const std::string& lang = "zh") {
        ASSERT_TRUE(m_storage->put_push(
            {service.url(name), sha256(device), m_browser.p256dh(), m_browser.auth(), lang, kNowMs},
            100));
    }
    /// As happening now.
    void step(std::uint32_t number, ReportStep taken) {
        const auto done = m_storage->step_report(id_of(number), taken, kWorker, wall_ms());
        ASSERT_TRUE(done) << done.error().detail;
    }
    void ask(std::uint32_t number) {
        step(number, {.move = ReportMove::AskMore, .words = "哪一层的钥匙?"});
    }
    std::vector<Value> told(PushService& service) {
        std::vector<Value> out;
        for (const Pushed& one : service.taken()) out.push_back(m_browser.tree(one.body));
        return out;
    }
    std::vector<Value> told() { return told(m_service); }
    bool is_quiet(std::chrono::milliseconds time = std::chrono::milliseconds(150)) {
        const auto before = m_service.asked().size();
        std::this_thread::sleep_for(time);
        return m_service.asked().size() == before;
    }
    bool has_nothing_waiting() {
        return PushService::wait_for([&] { return *m_storage->waiting_pushes() == 0; });
    }

    PushService m_service;
    PushService m_other_service;
    Subscriber m_browser;
    ServerKey m_key;
    push::Settings m_settings;
    std::unique_ptr<Offer> m_offer;
    std::atomic<std::int64_t> m_later_ms = 0;
    std::mutex m_mutex;
    std::vector<std::string> m_log;
};

}  // namespace kongdi::server::tests::telling
