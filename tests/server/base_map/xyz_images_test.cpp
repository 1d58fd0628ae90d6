// SPDX-License-Identifier: Apache-2.0
// Somebody else's server, good and bad, at the other end of a real connection.
#include "server/base_map/xyz_images.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "server/base_map/base_map.hpp"
#include "tests/server/base_map/made_mbtiles.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {
namespace {

const tile::TileId kHere = tile::tile_at(to_world({120.155, 30.275}), 15);

/// Gives every request the same answer and counts them.
class Provider {
public:
    Provider() : m_listener(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(m_listener, any, size), 0);
        EXPECT_EQ(::listen(m_listener, 16), 0);
        ::getsockname(m_listener, any, &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~Provider() {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    Provider(const Provider&) = delete;
    Provider& operator=(const Provider&) = delete;

    std::string pattern() const {
        return "http://127.0.0.1:" + std::to_string(m_port) + "/{z}/{x}/{y}.png?key=secret";
    }
    int asked() const { return m_asked; }
    std::string status = "200 OK";
    std::string body = kPng;

private:
    void serve() {
        for (;;) {
            const int one = ::accept(m_listener, nullptr, nullptr);
            if (one < 0) return;
            std::string request;
            char byte = 0;
            while (!request.ends_with("\r\n\r\n") && ::recv(one, &byte, 1, 0) == 1) request += byte;
            ++m_asked;
            const std::string answer =
                "HTTP/1.1 " + status +
                "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n" + body;
            ::send(one, answer.data(), answer.size(), MSG_NOSIGNAL);
            ::close(one);
        }
    }

    int m_listener;
    int m_port = 0;
    std::atomic<int> m_asked = 0;
    std::thread m_thread;
};

TEST(XyzImages, a_picture_is_fetched_once) {
    Provider provider;
    XyzImages images(provider.pattern());
    for (int i = 0; i < 3; ++i) {
        const auto image = images.image(kHere);
        ASSERT_TRUE(image) << image.error().detail;
        EXPECT_EQ(*image, kPng);
    }
    EXPECT_EQ(provider.asked(), 1);
    EXPECT_TRUE(images.image({15, kHere.x + 1, kHere.y}));
    EXPECT_EQ(provider.asked(), 2);
}

TEST(XyzImages, what_is_not_there_is_empty_and_remembered) {
    Provider provider;
    provider.status = "404 Not Found";
    XyzImages images(provider.pattern());
    for (int i = 0; i < 2; ++i) {
        const auto image = images.image(kHere);
        ASSERT_TRUE(image);
        EXPECT_TRUE(image->empty());
    }
    EXPECT_EQ(provider.asked(), 1);
}

TEST(XyzImages, after_a_failure_the_provider_is_left_alone_for_a_while) {
    Provider provider;
    provider.status = "500 Internal Server Error";
    XyzImages images(provider.pattern());
    for (int i = 0; i < 5; ++i) EXPECT_EQ(images.image(kHere).error().code, ErrorCode::StorageBusy);
    EXPECT_EQ(provider.asked(), 1);
}

TEST(XyzImages, a_page_of_words_and_a_flood_are_no_pictures) {
    Provider words;
    words.body = "<html>quota exceeded</html>";
    EXPECT_FALSE(XyzImages(words.pattern()).image(kHere));
    Provider flood;
    flood.body = kPng + std::string(kMostTileBytes, 'x');
    EXPECT_FALSE(XyzImages(flood.pattern()).image(kHere));
}

TEST(XyzImages, a_provider_out_of_reach_is_said_to_be_busy) {
    XyzImages images("http://127.0.0.1:1/{z}/{x}/{y}");
    EXPECT_EQ(images.image(kHere).error().code, ErrorCode::StorageBusy);
}

using RemoteBaseMapTest = ServerFixture;

TEST_F(RemoteBaseMapTest, strangers_have_pictures_of_the_city_and_of_nothing_else) {
    Provider provider;
    const auto base = open_base_map({.tiles = provider.pattern(),
                                     .review_no = "GS（2023）1234号",
                                     .source = {{{"zh", "天地图"}}},
                                     .least_zoom = 3,
                                     .most_zoom = 18});
    ASSERT_TRUE(base);
    m_services.base_map = base->get();
    const auto ask = [&](const tile::TileId& id) {
        return get("/tiles/base/" + std::to_string(id.z) + "/" + std::to_string(id.x) + "/" +
                   std::to_string(id.y));
    };
    EXPECT_EQ(ask(kHere).status, 200);
    EXPECT_EQ(ask(tile::tile_at(to_world({116.4, 39.9}), 15)).status, 404);
    EXPECT_EQ(provider.asked(), 1);
    // The key in the template is told to nobody.
    EXPECT_EQ(get("/api/v1/map/about").body.find("secret"), std::string::npos);
    provider.status = "503 Service Unavailable";
    const Response busy = ask({15, kHere.x + 1, kHere.y});
    EXPECT_EQ(busy.status, 503);
    EXPECT_FALSE(busy.header("Retry-After").empty());
}

}  // namespace
}  // namespace kongdi::server::tests
