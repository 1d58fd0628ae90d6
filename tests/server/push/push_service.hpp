// SPDX-License-Identifier: Apache-2.0
// A push service at the other end of real TLS connections, with a certificate of its own, which
// takes what it gets or fails in the way a test says.
#pragma once

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/server/http/socket.hpp"
#include "tests/server/push/subscriber.hpp"

namespace kongdi::server::tests {

struct Pushed {
    std::string path = {};
    std::string head = {};
    std::string body = {};
    int answered = 0;

    std::string header(const std::string& name) const {
        const auto at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const auto from = at + name.size() + 4;
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class PushService {
public:
    PushService() : m_listener(::socket(AF_INET, SOCK_STREAM, 0)) {
        make_certificate();
        std::signal(SIGPIPE, SIG_IGN);  // whom a slow answer no longer reaches
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(m_listener, any, size), 0);
        EXPECT_EQ(::listen(m_listener, 64), 0);
        ::getsockname(m_listener, any, &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~PushService() {
        m_stop = true;
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        for (std::thread& one : m_answering) one.join();
        ::close(m_listener);
        SSL_CTX_free(m_context);
    }
    PushService(const PushService&) = delete;
    PushService& operator=(const PushService&) = delete;

    std::string host() const { return "localhost:" + std::to_string(m_port); }
    std::string url(const std::string& name) const { return "https://" + host() + "/" + name; }
    /// Of its certificate.
    const std::string& pem() const { return m_pem; }

    // What it answers; 0: closes the connection without a word.
    std::atomic<int> status = 201;
    std::atomic<int> slow_ms = 0;
    std::string more_headers = {};  // set while nobody asks
    /// Another status for one path.
    void answer_to(const std::string& name, int with) {
        const std::lock_guard lock(m_mutex);
        m_special["/" + name] = with;
    }

    std::vector<Pushed> asked() {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }
    /// What it took with 2xx, in the order it came.
    std::vector<Pushed> taken() {
        std::vector<Pushed> out;
        for (Pushed& one : asked())
            if (one.answered / 100 == 2) out.push_back(std::move(one));
        return out;
    }
    static bool wait_for(const std::function<bool()>& is_so, int seconds = 20) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
        while (!is_so()) {
            if (std::chrono::steady_clock::now() > until) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return true;
    }
    bool wait_for_taken(std::size_t count) {
        return wait_for([&] { return taken().size() >= count; });
    }
    bool wait_for_asked(std::size_t count) {
        return wait_for([&] { return asked().size() >= count; });
    }

private:
    void make_certificate() {
        const EvpKey key(EVP_EC_gen("prime256v1"), EVP_PKEY_free);
        X509* certificate = X509_new();
        X509_set_version(certificate, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 86'400);
        X509_set_pubkey(certificate, key.get());
        X509_NAME* name = X509_get_subject_name(certificate);
        const std::string common = "push of a test";
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, raw(std::string_view(common)),
                                   static_cast<int>(common.size()), -1, 0);
        X509_set_issuer_name(certificate, name);
        X509_EXTENSION* names =
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
        X509_add_ext(certificate, names, -1);
        X509_EXTENSION_free(names);
        EXPECT_GT(X509_sign(certificate, key.get(), EVP_sha256()), 0);
        BIO* out = BIO_new(BIO_s_mem());
        PEM_write_bio_X509(out, certificate);
        char* text = nullptr;
        const auto size = BIO_get_mem_data(out, &text);
        m_pem.assign(text, static_cast<std::size_t>(size));
        BIO_free(out);
        m_context = SSL_CTX_new(TLS_server_method());
        EXPECT_EQ(SSL_CTX_use_certificate(m_context, certificate), 1);
        EXPECT_EQ(SSL_CTX_use_PrivateKey(m_context, key.get()), 1);
        X509_free(certificate);
    }
    void serve() {
        while (!m_stop) {
            const int fd = ::accept(m_listener, nullptr, nullptr);
            if (fd < 0) return;
            m_answering.emplace_back([this, fd] {
                const timeval patience{2, 0};
                ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
                SSL* tls = SSL_new(m_context);
                SSL_set_fd(tls, fd);
                if (SSL_accept(tls) == 1) answer(tls);
                SSL_shutdown(tls);
                SSL_free(tls);
                ::close(fd);
            });
        }
    }
    void answer(SSL* tls) {
        std::string got;
        std::array<char, 4096> piece{};
        const auto read_on = [&] {
            const int n = SSL_read(tls, piece.data(), static_cast<int>(piece.size()));
            if (n > 0) got.append(piece.data(), static_cast<std::size_t>(n));
            return n > 0;
        };
        while (got.find("\r\n\r\n") == std::string::npos)
            if (!read_on()) return;
        const auto head_end = got.find("\r\n\r\n") + 4;
        Pushed one{.head = got.substr(0, head_end)};
        const auto length = static_cast<std::size_t>(std::stoul(one.header("Content-Length")));
        while (got.size() < head_end + length)
            if (!read_on()) return;
        one.body = got.substr(head_end);
        const auto from = got.find(' ') + 1;
        one.path = got.substr(from, got.find(' ', from) - from);
        for (int waited = 0; waited < slow_ms && !m_stop; waited += 10)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        one.answered = status;
        {
            const std::lock_guard lock(m_mutex);
            if (const auto special = m_special.find(one.path); special != m_special.end())
                one.answered = special->second;
            m_asked.push_back(one);
        }
        if (one.answered == 0) return;
        const std::string text = "HTTP/1.1 " + std::to_string(one.answered) + " So\r\n" +
                                 more_headers + "Content-Length: 0\r\nConnection: close\r\n\r\n";
        SSL_write(tls, text.data(), static_cast<int>(text.size()));
    }

    const int m_listener;
    int m_port = 0;
    std::string m_pem;
    SSL_CTX* m_context = nullptr;
    std::atomic<bool> m_stop = false;
    std::mutex m_mutex;
    std::vector<Pushed> m_asked;
    std::map<std::string, int> m_special;
    std::vector<std::thread> m_answering;
    std::thread m_thread;
};

}  // namespace kongdi::server::tests
